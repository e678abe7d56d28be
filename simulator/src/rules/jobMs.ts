// How long the making of an image takes: what the seed says, else what the samples of the job page show.
import type { Outcome } from "../store/seedSchema";
import type { World } from "./world";

/** In seconds. The last two are no jobs, only spans; their lengths are assumed. */
const DOCUMENTED: Readonly<Record<string, number>> = {
  imsCreateImageByInstance: 222,
  imsImportImageJob: 355,
  imsImportOvaImageJob: 600,
  imsImportDataImageJob: 600,
  imsVolumeCreateImageJob: 180,
  imsVolumesToSysDataImagesJob: 600,
  imsCreateWholeImageByInstanceJob: 529,
  imsCreateWholeImageByBackupJob: 6,
  imsNativeImportImageJob: 300,
  imsNativeExportImageJob: 180,
  createImage: 222,
  upload: 60,
};

const OTHER = 300;

export const jobMs = (world: World, type: string, outcome: Pick<Outcome, "durationSeconds"> = {}): number =>
  ((outcome.durationSeconds ?? DOCUMENTED[type] ?? OTHER) * 1000) / world.speed;
