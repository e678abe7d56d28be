/**
 * Every request that the API pages print as an example can be declared: these arguments send that body, but for the
 * ownership marker. Tags of the older form (`aaa.111`) go out in the newer one, in the same order, and blanks around a
 * system's name are taken off.
 */
import { demoCredentials, type LogEntry } from "pulumi-ims-simulator";
import { isRecord } from "../../../provider/base/isRecord";
import { markerKey } from "../../../provider/ims/markerKey";
import type { Kind } from "../../../provider/kinds/kind";
import { inputsOf } from "../../support/grpcWorld";
import { kinds, startWorld } from "../../support/inProcess";
import type { Properties } from "../../support/miniStack";
import {
  DATA_FILE_EXAMPLES,
  METADATA_EXAMPLES,
  REGISTRATION_EXAMPLE,
  SERVER_EXAMPLE,
  WHOLE_EXAMPLES,
} from "../simulator/support/otherExamples";
import { HUAWEI_EXAMPLES, OTC_EXAMPLES } from "../simulator/support/pageExamples";
import { QUICK_EXAMPLES } from "../simulator/support/quickExamples";

interface Declared {
  readonly kind: Kind;
  readonly args: Properties;
  /** The end of the path that the page is about, where another request asks for the image and carries the marker. */
  readonly fill?: string;
}

const dotted = { aaa: "111", bbb: "333", ccc: "444" };
const pairs = { key2: "value2", key1: "value1" };

const fromServer = (tags: Properties): Declared => ({
  kind: kinds.ecsSystemImage,
  args: {
    name: "ims_test",
    description: "Create a system disk image from an ECS",
    instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
    tags,
  },
});

const fromDataDisk = (tags: Properties): Declared => ({
  kind: kinds.evsDataImage,
  args: {
    name: "ims_data_image_test",
    description: "Create a data disk image from the data disk of an ECS",
    volumeId: "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30",
    tags,
  },
});

const fromFile = (tags: Properties): Declared => ({
  kind: kinds.obsSystemImage,
  args: {
    name: "ims_test_file",
    description: "Create an image from a file in an OBS bucket",
    imageUrl: "ims-image:centos70.qcow2",
    osVersion: "CentOS 7.0 64bit",
    minDisk: 40,
    tags,
  },
});

const fromSystemDisk = (tags: Properties): Declared => ({
  kind: kinds.evsSystemImage,
  args: {
    name: "ims_test",
    description: "Create a system disk image from a data disk",
    volumeId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
    type: "ECS",
    osVersion: "CentOS 7.0 64bit",
    tags,
  },
});

const quickSystem = (tags: Properties): Declared => ({
  kind: kinds.quickImportSystemImage,
  args: {
    name: "ims_test_file",
    description: "Create an image using a file in the OBS bucket.",
    imageUrl: "ims-image:centos70.zvhd2",
    osVersion: " CentOS 7.0 64bit",
    minDisk: 40,
    type: "ECS",
    tags,
  },
});

const quickData = (tags: Properties): Declared => ({
  kind: kinds.quickImportDataImage,
  args: {
    name: "ims_test_file",
    description: "Create an image using a file in the OBS bucket.",
    imageUrl: "ims-image:centos70.qcow2",
    osType: "Linux",
    minDisk: 40,
    tags,
  },
});

const server = "(ID: 877a2cda-ba63-4e1e-b95f-e67e48b6129a)";
const dataDisk = "(ID: c5dfbd0c-bf0a-4798-a453-61dc6b54aa30)";
const file = "(file address in the bucket: ims-image:centos70.qcow2)";

const creating: Readonly<Record<string, Declared>> = {
  [`Creating a system disk image with parameter tags using an ECS ${server}`]: fromServer(dotted),
  [`Creating a data disk image with parameter tags using a data disk ${dataDisk} of an ECS`]: fromDataDisk(dotted),
  [`Creating an image with parameter tags using a file in an OBS bucket ${file}`]: fromFile(dotted),
  [`Creating a system disk image with parameter image_tags using an ECS ${server}`]: fromServer(pairs),
  [`Creating a data disk image with parameter image_tags using a data disk ${dataDisk} of an ECS`]: fromDataDisk(pairs),
  [`Creating an image with parameter image_tags using a file in an OBS bucket ${file}`]: fromFile(pairs),
  [`Creating a system disk image with parameter tags using a data disk ${server}`]: fromSystemDisk(dotted),
  [`Creating a system disk image with parameter image_tags using a data disk ${server}`]: fromSystemDisk(pairs),
};

const quickly: Readonly<Record<string, Declared>> = {
  "Creating a system disk image using an external image file, with tags": quickSystem(dotted),
  "Creating a system disk image using an external image file, with image_tags": quickSystem(pairs),
  "Creating a data disk image using an external image file, with tags": quickData(dotted),
  "Creating a data disk image using an external image file, with image_tags": quickData(pairs),
};

const metadata: Readonly<Record<string, Declared>> = {
  "Creating image metadata": {
    kind: kinds.imageMetadata,
    args: {
      name: "test",
      osVersion: "Ubuntu 14.04 server 64bit",
      containerFormat: "bare",
      diskFormat: "vhd",
      minDisk: 100,
      minRam: 1_024,
      visibility: "private",
      protected: false,
      tags: { test: "testvalue", image: "imagevalue" },
    },
  },
};

const dataFile: Readonly<Record<string, Declared>> = {
  "Creating a data disk image from a file": {
    kind: kinds.obsDataImage,
    args: {
      name: "fedora-data1",
      description: "Data disk 1 of Fedora",
      imageUrl: "image-test:fedora_data1.qcow2",
      osType: "Linux",
      minDisk: 40,
      tags: { aaa: "111", bbb: "222" },
    },
  },
};

const whole: Readonly<Record<string, Declared>> = {
  "Creating a full-ECS image from an ECS": {
    kind: kinds.ecsWholeImage,
    args: {
      name: "instance_whole_image",
      description: "Create an image from an ECS",
      instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
      vaultId: "de9fcf45-11b2-432c-8562-5c5428574600",
      tags: { key1: "value1" },
    },
  },
  "Creating a full-ECS image from a CBR backup": {
    kind: kinds.cbrWholeImage,
    args: {
      name: "backup_whole_image",
      description: "Create a full-ECS image from a CBR backup",
      backupId: "9b27efab-4a17-4c06-bfa2-3e0cf021d3c3",
      wholeImageType: "CBR",
      tags: dotted,
    },
  },
};

const registration: Readonly<Record<string, Declared>> = {
  "Registering an image": {
    kind: kinds.registeredImage,
    args: { name: "registered", minDisk: 40, imageUrl: "bucketname:Centos6.5-disk1.vmdk" },
    fill: "/upload",
  },
};

const serverImage: Readonly<Record<string, Declared>> = {
  "Use a specified ECS to create a private image named new-image-name": {
    kind: kinds.serverImage,
    args: {
      name: "new-image-name",
      instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a",
      metadata: { ImageType: "Gold", ImageVersion: "2.0" },
    },
  },
};

interface Page {
  readonly page: string;
  readonly cloud: "huaweicloud" | "otc";
  /** The printed bodies by title. */
  readonly printed: Readonly<Record<string, string>>;
  readonly declared: Readonly<Record<string, Declared>>;
}

const pages: readonly Page[] = [
  { page: "Creating an Image, Huawei Cloud", cloud: "huaweicloud", printed: HUAWEI_EXAMPLES, declared: creating },
  { page: "Creating an Image, Open Telekom Cloud", cloud: "otc", printed: OTC_EXAMPLES, declared: creating },
  {
    page: "Creating an Image Using the Fast Image Creation Function, Huawei Cloud",
    cloud: "huaweicloud",
    printed: QUICK_EXAMPLES,
    declared: quickly,
  },
  {
    page: "Creating Image Metadata (Native OpenStack API), Huawei Cloud",
    cloud: "huaweicloud",
    printed: METADATA_EXAMPLES,
    declared: metadata,
  },
  {
    page: "Creating a Data Disk Image from an External File",
    cloud: "huaweicloud",
    printed: DATA_FILE_EXAMPLES,
    declared: dataFile,
  },
  { page: "Creating a Full-ECS Image", cloud: "huaweicloud", printed: WHOLE_EXAMPLES, declared: whole },
  {
    page: "Registering an Image",
    cloud: "huaweicloud",
    printed: { "Registering an image": REGISTRATION_EXAMPLE },
    declared: registration,
  },
  {
    page: "Creating an Image Using an ECS (Native OpenStack API), Open Telekom Cloud",
    cloud: "otc",
    printed: { "Use a specified ECS to create a private image named new-image-name": SERVER_EXAMPLE },
    declared: serverImage,
  },
];

const reproduced: string[] = [];

describe.each(pages)("the page $page", ({ page, cloud, printed, declared }) => {
  test.each(Object.keys(printed))("prints a body that can be declared: %s", async (title) => {
    const { kind, args, fill } = declared[title] ?? missing(title);
    const world = await startWorld({ cloud });
    try {
      await world.stack(kind).up(inputsOf(kind, args));
      const { log } = world.simulator;
      const { method, path } = kind.submit(args, [], { projectId: demoCredentials.projects["eu-de"] ?? "" });
      const asked = withoutMarkers(bodyOf(log, (entry) => entry.method === method && entry.path === path));
      const sent = fill === undefined ? asked.body : bodyOf(log, (entry) => entry.path.endsWith(fill));
      expect(asked.markers).toEqual([expect.stringMatching(/^c-/)]);
      expect(sent).toEqual(asSent(JSON.parse(printed[title] ?? "")));
      reproduced.push(page);
    } finally {
      await world.stop();
    }
  });
});

test("26 example requests of eight pages are reproduced", () => {
  const counts = pages.map(({ page, printed }) => ({
    page,
    printed: Object.keys(printed).length,
    reproduced: reproduced.filter((name) => name === page).length,
  }));
  process.stdout.write(`${counts.map((row) => `${row.reproduced} of ${row.printed}: ${row.page}\n`).join("")}`);
  expect(counts.map((row) => row.printed)).toEqual([8, 8, 4, 1, 1, 2, 1, 1]);
  expect(counts.filter((row) => row.reproduced !== row.printed)).toEqual([]);
});

function missing(title: string): never {
  throw new Error(`nothing is declared for ${title}`);
}

/** The body of the one request that is meant. */
function bodyOf(log: readonly LogEntry[], isMeant: (entry: LogEntry) => boolean): unknown {
  const [request, ...others] = log.filter(isMeant);
  expect(others).toEqual([]);
  return request?.body;
}

/** The body as a program can have it sent: one form of tags, no blanks around the name of a system. */
function asSent(printed: unknown): unknown {
  if (Array.isArray(printed)) return printed.map(asSent);
  if (!isRecord(printed)) return printed;
  return Object.fromEntries(Object.entries(printed).map(([key, value]) => sentField(key, value)));
}

function sentField(key: string, value: unknown): readonly [string, unknown] {
  if (key === "os_version" && typeof value === "string") return [key, value.trim()];
  if (key !== "tags" || !Array.isArray(value)) return [key, asSent(value)];
  const halves = value.map((tag) => /^([^.=]+)\.(.*)$/.exec(String(tag)));
  const isDotted = halves.every((match) => match !== null);
  return isDotted ? ["image_tags", halves.map((match) => ({ key: match?.[1], value: match?.[2] }))] : [key, value];
}

const markerText = new RegExp(`^${markerKey}=`);

/** Takes the ownership markers out of a body: tags of both forms, and properties. */
function withoutMarkers(body: unknown): { readonly body: unknown; readonly markers: readonly string[] } {
  const markers: string[] = [];
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((item) => !isMarker(item)).map(strip);
    if (!isRecord(value)) return value;
    const { [markerKey]: property, ...fields } = value;
    if (typeof property === "string") markers.push(property);
    return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, strip(item)]));
  };
  const isMarker = (item: unknown): boolean => {
    const text = typeof item === "string" && markerText.test(item) ? item.replace(markerText, "") : undefined;
    const marker = isRecord(item) && item["key"] === markerKey ? String(item["value"]) : text;
    if (marker !== undefined) markers.push(marker);
    return marker !== undefined;
  };
  return { body: strip(body), markers };
}
