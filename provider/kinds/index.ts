/** Every kind, under the name that stored state loads it by. */
export { ecsSystemImage } from "./ecsSystemImage";
export { evsDataImage } from "./evsDataImage";
