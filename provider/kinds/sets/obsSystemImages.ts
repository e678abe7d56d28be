/**
 * The content of a file in object storage, as one resource: the image of its system disk, those of up to three declared data
 * disks, and those that an OVA file brings along. POST /v2/cloudimages/action with `image_url` (Creating an Image).
 */
import { createImage } from "../../ims/createImage";
import type { ArgsOf, Rule } from "../kind";
import { obsDataImage } from "../single/obsDataImage";
import { obsSystemImage, systemFileBody, systemFileFields, systemFileRules } from "../single/obsSystemImage";
import { quickImportDataImage } from "../single/quickImportDataImage";
import { type FileImage, fileImageBody, fileImages, fileMember, fileSource } from "./dataFiles";
import { defineSetKind, type Member, type MemberToMake, pickShown, type SetCall, shownOfAny } from "./setKind";

const fields = { ...systemFileFields, dataImages: fileImages };

type Args = ArgsOf<typeof fields>;

const ownFiles: Rule<{ readonly imageUrl: string; readonly dataImages?: readonly FileImage[] | undefined }> = {
  about: ["imageUrl", "dataImages"],
  problem: ({ imageUrl, dataImages = [] }) =>
    dataImages.some((image) => image.imageUrl === imageUrl)
      ? "dataImages must not hold the file of the system disk, which is imageUrl"
      : undefined,
};

export const obsSystemImages = defineSetKind({
  name: obsSystemImage.name,
  type: obsSystemImage.type,
  page: obsSystemImage.page,
  fields,
  rules: [...systemFileRules.rules, ownFiles],
  warnings: systemFileRules.warnings,
  jobType: "imsImportImageJob, imsImportOvaImageJob",
  typicalSeconds: obsSystemImage.typicalSeconds,
  timeoutMinutes: { create: 90, update: 90, delete: 30 },
  memberKinds: [obsSystemImage, obsDataImage, quickImportDataImage],
  main: ({ imageUrl }) => fileSource(imageUrl),
  members: (args) => [
    { source: fileSource(args.imageUrl), kind: obsSystemImage, args: systemArgs(args) },
    ...(args.dataImages ?? []).map((image, index) => fileMember(image, commonArgs(args), index)),
  ],
  calls: (args, members) => {
    const system = members.find(({ kind }) => kind.name === "obsSystemImage");
    return system === undefined ? members.map(oneByOne) : [batch(args, system, members)];
  },
  undeclared: ({ id, name, image }) => {
    const disk = `${image.dataOrigin?.replace(/^file,/, "") || "file:unknown"}#${image.attributes["__sequence_num"] ?? id}`;
    return {
      source: fileSource(disk),
      kind: obsDataImage,
      args: { name, imageUrl: disk, minDisk: image.minDisk ?? 1 },
    };
  },
  observedInputs: (args, shown) => ({
    ...args,
    ...pickShown(args, shown(fileSource(args.imageUrl))),
    ...shownOfAny("enterpriseProjectId", args, filesOf(args).map(fileSource).map(shown)),
    ...(args.dataImages && {
      dataImages: args.dataImages.map((image) => ({
        ...image,
        ...pickShown(image, shown(fileSource(image.imageUrl))),
      })),
    }),
  }),
});

function systemArgs({ dataImages: _, ...args }: Args): Member["args"] {
  return Object.fromEntries(Object.entries(args).filter(([key]) => Object.hasOwn(obsSystemImage.fields, key)));
}

/** Arguments that the data disks share with their system disk. */
function commonArgs({ osType, enterpriseProjectId }: Args): Member["args"] {
  return {
    ...(osType === undefined || osType === "Other" ? {} : { osType }),
    ...(enterpriseProjectId === undefined ? {} : { enterpriseProjectId }),
  };
}

const filesOf = ({ imageUrl, dataImages = [] }: Args): string[] => [
  imageUrl,
  ...dataImages.map((image) => image.imageUrl),
];

function batch(args: Args, system: MemberToMake, members: readonly MemberToMake[]): SetCall {
  const data = (args.dataImages ?? []).flatMap((image) => {
    const member = members.find(({ source }) => source === fileSource(image.imageUrl));
    return member === undefined ? [] : [fileImageBody(image, member.tags)];
  });
  return {
    sources: members.map(({ source }) => source),
    operation: createImage({
      ...systemFileBody(args, system.tags),
      data_images: data.length > 0 ? data : undefined,
    }),
  };
}

const oneByOne = (member: MemberToMake): SetCall => ({
  sources: [member.source],
  operation: member.kind.submit(member.args, member.tags, { projectId: "" }),
});
