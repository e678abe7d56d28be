import { matrix } from "./matrix";
import { interruptions } from "./scenarios/interruptions";
import { replacements } from "./scenarios/replacements";

matrix((_kind, sample) => [...replacements(sample), ...interruptions]);
