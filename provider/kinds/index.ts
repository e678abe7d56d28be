/** Every kind, under the name that stored state loads it by. */
export { cbrWholeImage } from "./cbrWholeImage";
export { ecsSystemImage } from "./ecsSystemImage";
export { ecsWholeImage } from "./ecsWholeImage";
export { evsDataImage } from "./evsDataImage";
export { evsSystemImage } from "./evsSystemImage";
export { imageMetadata } from "./imageMetadata";
export { obsDataImage } from "./obsDataImage";
export { obsIsoImage } from "./obsIsoImage";
export { obsSystemImage } from "./obsSystemImage";
export { quickImportDataImage } from "./quickImportDataImage";
export { quickImportSystemImage } from "./quickImportSystemImage";
export { registeredImage } from "./registeredImage";
export { serverImage } from "./serverImage";
