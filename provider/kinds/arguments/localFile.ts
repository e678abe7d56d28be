/** The argument that is a file of the machine on which the program runs; the class turns its path into a description. */
import { z } from "zod";
import type { LocalFile } from "../../files/localFile";
import type { Field, Rule } from "../kind";

const form = "must be the path of a file";

/** The program is told the problem that the description of an unusable file names. */
const description = z
  .looseObject({ path: z.string(), problem: z.string().optional() }, { error: form })
  .superRefine(({ path, problem }, context) => {
    if (problem !== undefined) context.addIssue({ code: "custom", message: `${path} ${problem}` });
  })
  .pipe(
    z.strictObject({ path: z.string(), bytes: z.int(), sha256: z.string(), format: z.string().exactOptional() }, form),
  );

/** Two files with the same content are the same, wherever they lie. */
export const localFile: Field<LocalFile, false> = {
  schema: description,
  required: false,
  onChange: "replace",
  canonical: ({ sha256 }) => sha256,
};

interface Sources {
  readonly imageUrl?: string | undefined;
  readonly localFile?: LocalFile | undefined;
}

export const oneSource: Rule<Sources> = {
  about: ["imageUrl", "localFile"],
  problem: (sources) => {
    const isFromStorage = sources.imageUrl !== undefined;
    const isLocal = sources.localFile !== undefined;
    if (isFromStorage !== isLocal) return undefined;
    return isLocal
      ? "imageUrl and localFile cannot be set together: the image takes one file"
      : "imageUrl or localFile is required: the file of the image";
  },
};

const largestBytes = 128 * 1024 ** 3;

export const smallEnough: Rule<Sources> = {
  about: ["localFile"],
  problem: (sources) =>
    (sources.localFile?.bytes ?? 0) >= largestBytes
      ? `localFile ${sources.localFile?.path} is too large: the service takes less than 128 GB; put it into object storage and use imageUrl`
      : undefined,
};

/** Files that hold others, and what makes an image file of them. */
const packed = new Set(["gzip", "zip", "bzip2", "xz", "zstd", "7z", "tar"]);
/** Formats that `diskFormat` can name and that show in the first bytes of every file. */
const recognised = new Set(["qcow2", "iso"]);
const nameable = new Set([...recognised, "vhd"]);

export const formatFits: Rule<Sources & { readonly diskFormat?: string | undefined }> = {
  about: ["localFile", "diskFormat"],
  problem: ({ localFile: file, diskFormat }) => {
    if (file === undefined) return undefined;
    const { path, format = "" } = file;
    if (packed.has(format)) return `localFile ${path} is a ${format} archive: unpack it first`;
    if (nameable.has(format) && format !== (diskFormat ?? "zvhd2")) {
      const said = diskFormat === undefined ? "left out and means zvhd2" : diskFormat;
      return `localFile ${path} is a ${format} file, and diskFormat is ${said}: set diskFormat to ${format}`;
    }
    if (diskFormat !== undefined && recognised.has(diskFormat) && format !== diskFormat) {
      const seen = format === "" ? "" : `, but like a ${format} file`;
      return `localFile ${path} does not begin like a ${diskFormat} file${seen}: correct diskFormat or the file`;
    }
    return undefined;
  },
};
