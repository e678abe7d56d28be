/** The public names of pulumi-ims. */
export type { Image } from "./ims/image";
export type { TimeoutArgs } from "./kinds/commonArgs";
export type { EcsSystemImageArgs } from "./kinds/ecsSystemImage";
export type { EvsDataImageArgs } from "./kinds/evsDataImage";
export { EcsSystemImage } from "./resources/ecsSystemImage";
export { EvsDataImage } from "./resources/evsDataImage";
export type { GetImageState } from "./resources/imageResource";
