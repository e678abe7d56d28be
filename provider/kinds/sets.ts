/** Every kind of sets of images, under the name that stored state loads it by. */
export { ecsImages } from "./sets/ecsImages";
export { evsDataImages } from "./sets/evsDataImages";
export { obsSystemImages as obsSystemImage } from "./sets/obsSystemImages";
