/** Every kind of sets of images, under the name that stored state loads it by. */
export { ecsImages } from "./ecsImages";
export { evsDataImages } from "./evsDataImages";
export { obsSystemImages as obsSystemImage } from "./obsSystemImages";
