/** Warnings and refusals of a preview. */
import * as kinds from "../../../provider/kinds";
import type { Kind } from "../../../provider/kinds/kind";
import * as sets from "../../../provider/kinds/sets";
import type { SetKind } from "../../../provider/kinds/sets/setKind";
import { check } from "../../../provider/lifecycle/verbs/check";
import type { Properties } from "../../support/miniStack";
import { samples } from "../../support/samples";

const run = (kind: Kind | SetKind, args: Properties) => check(kind, {}, args, (length) => "x".repeat(length));

const {
  cbrWholeImage,
  ecsSystemImage,
  ecsWholeImage,
  evsSystemImage,
  imageMetadata,
  obsDataImage,
  obsIsoImage,
  obsSystemImage,
  quickImportDataImage,
  quickImportSystemImage,
  registeredImage,
  serverImage,
} = kinds;

/** The sample's program with these changes; undefined drops an argument. */
const args = ({ name }: Kind, change: Properties): Properties =>
  Object.fromEntries(
    Object.entries({ ...samples[name as keyof typeof samples].program, ...change }).filter(
      ([, value]) => value !== undefined,
    ),
  );

const file = (ending: string) => ({ imageUrl: `ims-image:golden.${ending}` });
const windows = { osVersion: "Windows Server 2019 Standard 64bit", minDisk: 40 };

const advice: readonly (readonly [what: string, kind: Kind, change: Properties, words: string])[] = [
  ["Windows from a file", obsSystemImage, windows, "Huawei Cloud makes no Windows images any more"],
  [
    "Windows by its system",
    obsSystemImage,
    { osType: "Windows", minDisk: 40, osVersion: undefined },
    "no Windows images any more",
  ],
  ["Windows from a volume", evsSystemImage, { osVersion: windows.osVersion }, "no Windows images any more"],
  ["Windows from an ISO file", obsIsoImage, windows, "no Windows images any more"],
  ["Windows by the fast import", quickImportSystemImage, windows, "no Windows images any more"],
  ["a record without osVersion", imageMetadata, { osVersion: undefined }, "servers made from the image may not start"],
  ["a registered file without osVersion", registeredImage, { osVersion: undefined }, "may not start"],
  [
    "createImage at all",
    serverImage,
    {},
    "their own zone only, cannot be exported, make no data disks, and leave a snapshot",
  ],
  ["QCOW2 in the fast import", quickImportSystemImage, file("qcow2"), "must be smaller than 128 GB"],
  ["VMDK in the fast import of data", quickImportDataImage, file("vmdk"), "must be smaller than 128 GB"],
  [
    "QCOW2 with isQuickImport",
    obsSystemImage,
    { ...file("qcow2"), isQuickImport: true },
    "must be smaller than 128 GB",
  ],
  ["an ISO file as a system disk", obsSystemImage, file("ISO"), "which ObsIsoImage makes an image of"],
  ["arm with bios", obsSystemImage, { architecture: "arm", hwFirmwareType: "bios" }, "boots by UEFI"],
  [
    "arm with bios by the fast import",
    quickImportSystemImage,
    { architecture: "arm", hwFirmwareType: "bios" },
    "boots by UEFI",
  ],
  ["a disk smaller than Huawei Cloud allows", obsSystemImage, { minDisk: 9 }, "at least 10 GB"],
  [
    "a Windows disk smaller than Huawei Cloud allows",
    quickImportSystemImage,
    { ...windows, minDisk: 19 },
    "at least 20 GB",
  ],
  ["a data disk smaller than the documents say", obsDataImage, { minDisk: 39 }, "at least 40 GB"],
  ["maxRam below minRam", ecsSystemImage, { minRam: 2_048, maxRam: 1_024 }, "maxRam is smaller than minRam"],
  ["a backup that goes with its image", ecsWholeImage, { deleteBackup: true }, "the backup behind it is deleted too"],
  [
    "a given backup that goes with its image",
    cbrWholeImage,
    { deleteBackup: true },
    "the backup behind it is deleted too",
  ],
  ["a long name of a record", imageMetadata, { name: "n".repeat(129) }, "names of more than 128 characters"],
];

test.each(advice)("%s is allowed, and a warning says what to expect", (_what, kind, change, words) => {
  const { failures, warnings } = run(kind, args(kind, change));
  expect(failures).toEqual([]);
  expect(warnings).toContainEqual(expect.stringContaining(words));
});

const silent: readonly (readonly [what: string, kind: Kind, change: Properties])[] = [
  ["the least disk of Linux", obsSystemImage, { minDisk: 10 }],
  ["ZVHD2 in the fast import", quickImportSystemImage, file("zvhd2")],
  ["RAW in the fast import, in capitals", quickImportSystemImage, file("RAW")],
  ["QCOW2 the common way", obsSystemImage, file("qcow2")],
  ["an ISO file as such", obsIsoImage, file("iso")],
  ["arm with uefi", obsSystemImage, { architecture: "arm", hwFirmwareType: "uefi" }],
  ["maxRam 0, which is no limit", ecsSystemImage, { minRam: 2_048, maxRam: 0 }],
  ["a backup that stays", ecsWholeImage, { deleteBackup: false }],
  ["a record's name of 128 characters", imageMetadata, { name: "n".repeat(128) }],
  ["a system that no list knows yet", obsSystemImage, { osVersion: "Plan 9 edition 5" }],
  ["licenseType of a Linux image, which the service judges", obsSystemImage, { licenseType: "byol" }],
];

test.each(silent)("%s says nothing", (_what, kind, change) => {
  expect(run(kind, args(kind, change))).toMatchObject({ failures: [], warnings: [] });
});

const refused: readonly (readonly [what: string, kind: Kind, change: Properties, words: string])[] = [
  ["a key for bare metal", obsSystemImage, { type: "BMS" }, "images for bare metal cannot be encrypted"],
  [
    "a key for bare metal by its other name",
    obsSystemImage,
    { type: "Ironic" },
    "images for bare metal cannot be encrypted",
  ],
  ["ISO without osVersion", obsIsoImage, { osVersion: undefined }, "osVersion is required"],
  ["a volume without osVersion", evsSystemImage, { osVersion: undefined }, "osVersion is required"],
  ["the fast import without osVersion", quickImportSystemImage, { osVersion: undefined }, "osVersion is required"],
  [
    "isQuickImport without osVersion",
    obsSystemImage,
    { isQuickImport: true, osVersion: undefined },
    "osVersion is required",
  ],
  ["a blank in an object's key", obsSystemImage, { imageUrl: "ims-image:my file.qcow2" }, "imageUrl"],
  ["an address without a bucket", obsDataImage, { imageUrl: ":golden.qcow2" }, "imageUrl"],
  ["an address without an object", obsDataImage, { imageUrl: "ims-image:" }, "imageUrl"],
  ["a URL instead of bucket:object", obsDataImage, { imageUrl: "https://ims-image/golden.qcow2" }, "not a URL"],
  ["a disk of 0 GB", obsSystemImage, { minDisk: 0 }, "minDisk"],
  ["a disk of 1,025 GB", obsSystemImage, { minDisk: 1_025 }, "minDisk"],
  ["a data disk of 2,049 GB", obsDataImage, { minDisk: 2_049 }, "minDisk"],
  ["another architecture", obsSystemImage, { architecture: "riscv" }, "must be one of x86, arm"],
  ["another licence", obsSystemImage, { licenseType: "mine" }, "must be one of platform, byol"],
  ["memory limits of data", obsDataImage, { minRam: 1_024 }, "a data image has no memory limits"],
  ["a key in the fast import", quickImportSystemImage, { cmkId: "k" }, "cannot encrypt"],
  ["a record's name of 256 characters", imageMetadata, { name: "n".repeat(256) }, "at most 255 characters"],
  ["a public record", imageMetadata, { visibility: "public" }, "must be one of private"],
  ["a disk format that no cloud names", imageMetadata, { diskFormat: "floppy" }, "must be one of zvhd2"],
  ["a name of 243 bytes for createImage", serverImage, { name: "ü".repeat(122) }, "at most 242 bytes"],
  ["a property of 255 bytes for createImage", serverImage, { metadata: { k: "v".repeat(255) } }, "1 to 254 bytes"],
];

test.each(refused)("%s is refused, and the reason names it", (_what, kind, change, words) => {
  const { failures } = run(kind, args(kind, change));
  expect(failures.join("; ")).toContain(words);
});

const disk = (index: number) => ({ name: `data-${index}`, imageUrl: `ims-image:data${index}.qcow2`, minDisk: 100 });
const refusedSets: readonly (readonly [
  what: string,
  kind: SetKind,
  dataImages: readonly Properties[],
  words: string,
])[] = [
  ["four data disks beside a system disk", sets.obsSystemImage, [1, 2, 3, 4].map(disk), "at most 3 files"],
  ["a file twice", sets.obsSystemImage, [disk(1), disk(1)], "twice"],
  ["no volume at all", sets.evsDataImages, [], "at least one volume"],
  ["a volume without a name for its image", sets.evsDataImages, [{ volumeId: "v" }], "dataImages.0.name is required"],
  [
    "a volume twice",
    sets.evsDataImages,
    [1, 2].map((index) => ({ name: `data-${index}`, volumeId: "v" })),
    "stands there twice",
  ],
];

test.each(refusedSets)("%s: refused, and the reason names it", (_what, kind, dataImages, words) => {
  const own = kind === sets.obsSystemImage ? samples.obsSystemImage.program : {};
  const { failures } = run(kind, { ...own, dataImages });
  expect(failures.join("; ")).toContain(words);
});
