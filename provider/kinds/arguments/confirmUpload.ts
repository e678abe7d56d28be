import { ImsError } from "../../base/errors";
import { formatBytes } from "../../base/formatBytes";
import { confirmFile } from "../../files/confirmFile";
import type { LocalFile } from "../../files/localFile";
import type { Limits } from "../kind";

/** Throws when the file could not be uploaded: it is not what was described, or too large for the credentials. */
export async function confirmUpload(file: LocalFile, { maxBodyBytes }: Limits): Promise<void> {
  if (file.bytes > maxBodyBytes) {
    throw new ImsError(
      "CONFIGURATION",
      `localFile ${file.path} has ${formatBytes(file.bytes)}: the gateway takes more than ${formatBytes(maxBodyBytes)} only with a token, and none can be had with an access key. Configure a token, or a user and a password; or put the file into object storage and use imageUrl`,
    );
  }
  await confirmFile(file);
}
