/** Every kind, under the name that stored state loads it by. */
export { cbrWholeImage } from "./single/cbrWholeImage";
export { ecsSystemImage } from "./single/ecsSystemImage";
export { ecsWholeImage } from "./single/ecsWholeImage";
export { evsDataImage } from "./single/evsDataImage";
export { evsSystemImage } from "./single/evsSystemImage";
export { imageMetadata } from "./single/imageMetadata";
export { obsDataImage } from "./single/obsDataImage";
export { obsIsoImage } from "./single/obsIsoImage";
export { obsSystemImage } from "./single/obsSystemImage";
export { quickImportDataImage } from "./single/quickImportDataImage";
export { quickImportSystemImage } from "./single/quickImportSystemImage";
export { registeredImage } from "./single/registeredImage";
export { serverImage } from "./single/serverImage";
