import { matrix } from "./matrix";
import { life } from "./scenarios/life";
import { strangeJobs } from "./scenarios/strangeJobs";
import { trouble } from "./scenarios/trouble";

matrix((kind) => [...life, ...trouble(kind), ...strangeJobs]);
