import { matrix } from "./matrix";
import { drifts } from "./scenarios/drifts";
import { unknowns } from "./scenarios/unknowns";

matrix((kind, sample) => [...drifts(sample), ...unknowns(kind)]);
