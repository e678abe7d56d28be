/** An image of a server by the native call of ECS: POST /v2.1/{project_id}/servers/{server_id}/action, `createImage`. */
import type { Input } from "@pulumi/pulumi";
import { z } from "zod";
import { createServerImage } from "../../ims/createServerImage";
import { markerKey } from "../../ims/markerKey";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, maxRam, minRam, name, sourceId, tags } from "../arguments/fields";
import type { MemoryArgs } from "../arguments/memoryArgs";
import { memoryOrder } from "../arguments/rules";
import { defineKind } from "../defineKind";
import type { Field } from "../kind";

/** The arguments of {@link ServerImage}. */
export interface ServerImageArgs extends CommonArgs, MemoryArgs {
  /** Id of the server. Another value replaces the image. A server that is busy or in an error state is refused. */
  readonly instanceId: Input<string>;
  /**
   * Properties of the image as a map from name to value, such as `{ ImageType: "Gold" }`; names and values have 1 to 254
   * bytes, and the service may put names into lower case. Another value replaces the image.
   */
  readonly metadata?: Input<Record<string, Input<string>>>;
}

const bytes = (text: string) => Buffer.byteLength(text);
const short = z
  .string({ error: "must be a text" })
  .refine((text) => bytes(text) >= 1 && bytes(text) <= 254, { error: "must have 1 to 254 bytes" });

const metadata: Field<Record<string, string>, false> = {
  schema: z
    .record(short, short, { error: "must be a map from name to value" })
    .refine((map) => !Object.keys(map).some((key) => key.toLowerCase() === markerKey), {
      error: `must not hold ${markerKey}, which the provider sets itself`,
    }),
  required: false,
  onChange: "replace",
  absent: {},
};

const shortName: Field<string, true> = {
  ...name,
  schema: name.schema.refine((text) => bytes(text) <= 242, { error: "must have at most 242 bytes" }),
};

/** @internal */
export const serverImage = defineKind({
  name: "serverImage",
  type: "ServerImage",
  page: "Creating an Image Using an ECS (Native OpenStack API)",
  fields: {
    name: shortName,
    description,
    instanceId: sourceId("a server"),
    metadata,
    minRam,
    maxRam,
    tags,
    enterpriseProjectId,
  },
  setAfter: ["description", "minRam", "maxRam", "tags", "enterpriseProjectId"],
  warnings: [
    memoryOrder,
    {
      about: [],
      problem: () =>
        "images made by createImage serve their own zone only, cannot be exported, make no data disks, and leave a snapshot behind when they are deleted; EcsSystemImage has none of this",
    },
  ],
  markedBy: "property",
  typicalSeconds: 120,
  timeoutMinutes: { create: 60, update: 60, delete: 20 },
  submit: (args, imageTags, { projectId }) => {
    const marker = imageTags.filter(({ key }) => key === markerKey).map(({ key, value }) => [key, value] as const);
    return createServerImage(projectId, args.instanceId, {
      name: args.name,
      metadata: { ...args.metadata, ...Object.fromEntries(marker) },
    });
  },
});
