/** What a preview says of arguments that the cloud of the region does not take by its documents. */
import { kinds, sets } from "../../support/inProcess";
import type { Properties } from "../../support/miniStack";
import { worlds } from "./support/lives";

const openWorld = worlds();
const tagsOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
const otc = { HW_REGION_NAME: "eu-de" };
const huawei = { HW_REGION_NAME: "cn-north-4" };

type Texts = Readonly<Record<string, string>>;

async function warningsOf(
  args: Properties,
  environment: Texts,
  kind = kinds.ecsSystemImage,
): Promise<readonly string[]> {
  const { engine, provider } = (await openWorld()).process(environment);
  const { failures } = await provider(kind).check({}, { name: "a", instanceId: "i", ...args });
  expect(failures).toEqual([]);
  return engine.warned;
}

const cases: readonly (readonly [what: string, args: Properties, words: string])[] = [
  [
    "ten tags",
    { tags: tagsOf(10) },
    "Open Telekom Cloud allows 10 tags for an image, and the ownership marker is one of them: it will refuse 10",
  ],
  [
    "a key of 37 characters",
    { tags: { ["k".repeat(37)]: "v" } },
    "Open Telekom Cloud allows 36 characters for the key of a tag",
  ],
  [
    "a value of 44 characters",
    { tags: { k: "v".repeat(44) } },
    "Open Telekom Cloud allows 43 characters for the value of a tag",
  ],
  [
    "a value with a dot",
    { tags: { release: "1.2" } },
    "Open Telekom Cloud allows letters, digits, _ and - in tags: it may refuse tags.release",
  ],
  ["a key in another script", { tags: { größe: "1" } }, "it may refuse tags.größe"],
];

test.each(cases)(
  "%s: said in a region of Open Telekom Cloud, not in one of Huawei Cloud",
  async (_what, args, words) => {
    expect(await warningsOf(args, otc)).toEqual([expect.stringContaining(words)]);
    expect(await warningsOf(args, huawei)).toEqual([]);
  },
);

test("what both clouds take says nothing", async () => {
  const fits = { tags: { ...tagsOf(8), ["k".repeat(36)]: "v".repeat(43) } };
  expect(await warningsOf(fits, otc)).toEqual([]);
});

test("the region of the image counts more than the configured one", async () => {
  const args = { tags: tagsOf(10) };
  expect(await warningsOf({ ...args, region: "cn-north-4" }, otc)).toEqual([]);
  expect(await warningsOf({ ...args, region: "eu-ch2" }, huawei)).toHaveLength(1);
});

test("an argument that only the other cloud has is said", async () => {
  const file = { imageUrl: "b:o.qcow2", minDisk: 40, licenseType: "byol" };
  const { engine, provider } = (await openWorld()).process(otc);
  await provider(kinds.quickImportSystemImage).check({}, { ...file, name: "a", osVersion: "CentOS 7.0 64bit" });
  expect(engine.warned).toContain("Open Telekom Cloud has no licenseType: it may refuse the call");
});

test.each([
  ["iso", otc, ["Open Telekom Cloud knows zvhd2, vhd, raw, qcow2 as diskFormat: it may refuse iso"]],
  ["zvhd", otc, ["Open Telekom Cloud knows zvhd2, vhd, raw, qcow2 as diskFormat: it may refuse zvhd"]],
  ["qcow2", otc, []],
  ["iso", huawei, []],
] as const)(
  "the disk format %s of a record is said where the cloud does not have it: %j",
  async (diskFormat, environment, said) => {
    const { engine, provider } = (await openWorld()).process(environment);
    const record = { name: "a", osVersion: "CentOS 7.0 64bit", minDisk: 40, diskFormat };
    expect((await provider(kinds.imageMetadata).check({}, record)).failures).toEqual([]);
    expect(engine.warned.filter((text) => text.includes("diskFormat"))).toEqual(said);
  },
);

test.each<readonly [string, Texts]>([
  ["an address was given", { ...otc, PULUMI_IMS_ENDPOINTS: '{"ims":"https://ims.example.com"}' }],
  ["a domain was given", { ...otc, HW_CLOUD: "example.com" }],
  ["no region is known", {}],
])("nothing is said when %s, which may be any cloud's", async (_when, environment) => {
  expect(await warningsOf({ tags: tagsOf(12) }, environment)).toEqual([]);
});

test("tags of the images of a set are looked at too, and tags that are not known yet are not", async () => {
  const { engine, setProvider } = (await openWorld()).process(otc);
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const dataImages = [
    { name: "a", volumeId: "v1", tags: { release: "1.2" } },
    { name: "b", volumeId: "v2", tags: unknown },
  ];
  await setProvider(sets.evsDataImages).check({}, { dataImages });
  expect(engine.warned).toEqual([expect.stringContaining("tags.release")]);
});
