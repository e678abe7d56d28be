import { matrix } from "./matrix";
import { updates } from "./scenarios/updates";

matrix((_kind, sample) => updates(sample));
