import { ImsError } from "../base/errors";
import { describeFile } from "./describeFile";
import { changedSince } from "./fileBody";
import type { LocalFile } from "./localFile";

/** Throws unless the file still is what it was described as. */
export async function confirmFile({ path, sha256 }: LocalFile): Promise<void> {
  const now = await describeFile(path);
  if ("problem" in now) throw new ImsError("INVALID_ARGUMENT", `${path} ${now.problem}`);
  if (now.sha256 !== sha256) throw changedSince(path);
}
