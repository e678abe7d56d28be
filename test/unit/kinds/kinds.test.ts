/** What every kind promises, whatever it makes an image from. */
import type { Operation, Submitted } from "../../../provider/ims/operation";
import * as kinds from "../../../provider/kinds";
import type { Kind } from "../../../provider/kinds/kind";

const everyKind = Object.entries(kinds).map(([name, kind]) => ({ name, kind, type: kind.type }));
const tags = [
  { key: "team", value: "base" },
  { key: "pulumi-ims", value: "c-x-y" },
];

test("the names of the kinds are a permanent contract", () => {
  expect(everyKind.map(({ name, type }) => [name, type])).toEqual([
    ["cbrWholeImage", "CbrWholeImage"],
    ["ecsSystemImage", "EcsSystemImage"],
    ["ecsWholeImage", "EcsWholeImage"],
    ["evsDataImage", "EvsDataImage"],
    ["evsSystemImage", "EvsSystemImage"],
    ["imageMetadata", "ImageMetadata"],
    ["obsDataImage", "ObsDataImage"],
    ["obsIsoImage", "ObsIsoImage"],
    ["obsSystemImage", "ObsSystemImage"],
    ["quickImportDataImage", "QuickImportDataImage"],
    ["quickImportSystemImage", "QuickImportSystemImage"],
    ["registeredImage", "RegisteredImage"],
    ["serverImage", "ServerImage"],
  ]);
});

describe.each(everyKind)("$type", ({ name, kind, type }) => {
  const fields = Object.entries(kind.fields);

  test("is exported under its name, which is its class with a small first letter", () => {
    expect(kind.name).toBe(name);
    expect(type.charAt(0).toLowerCase() + type.slice(1)).toBe(name);
  });

  test("takes region and time-outs, and a name that may be made up", () => {
    expect(kind.fields).toMatchObject({
      region: { onChange: "replace" },
      timeouts: { onChange: "local" },
      name: { autonameLength: 128 },
    });
  });

  test("what can be changed in place can be seen on the image and is changed by an attribute or by tags", () => {
    const changeable = fields.filter(([, field]) => field.onChange === "update");
    expect(changeable.length).toBeGreaterThan(0);
    for (const [key, field] of changeable) {
      expect([key, typeof field.observe]).toEqual([key, "function"]);
      if (key !== "tags") expect([key, typeof field.attribute?.name]).toEqual([key, "string"]);
    }
  });

  test("has a time for each verb that is longer than the documented job", () => {
    const { create, update, delete: remove } = kind.timeoutMinutes;
    expect(Math.min(create, update) * 60).toBeGreaterThan(3 * kind.typicalSeconds);
    expect(remove).toBeGreaterThan(0);
  });

  test("refuses only arguments that it does not take", () => {
    for (const key of Object.keys(kind.refuses ?? {})) expect(kind.fields[key]).toBeUndefined();
  });

  test("asks for the image by a call that makes something new each time", () => {
    expect(operationOf(kind, {})).toMatchObject({ effect: "create", method: "POST" });
  });
});

function operationOf(kind: Kind, args: Readonly<Record<string, unknown>>): Operation<Submitted> {
  return kind.submit(args, tags, { projectId: "p" });
}

const sent = (kind: Kind, args: Readonly<Record<string, unknown>>): unknown =>
  JSON.parse(JSON.stringify(operationOf(kind, args).body));

describe("what goes on the wire", () => {
  test("EcsSystemImage: the server, and everything beside it", () => {
    const args = { name: "n", description: "d", instanceId: "s", minRam: 0, maxRam: 4096, enterpriseProjectId: "0" };
    expect(sent(kinds.ecsSystemImage, args)).toEqual({
      name: "n",
      description: "d",
      instance_id: "s",
      min_ram: 0,
      max_ram: 4096,
      image_tags: tags,
      enterprise_project_id: "0",
    });
  });

  test("EvsDataImage: everything in its element, with the marker; the enterprise project beside it", () => {
    const args = { name: "n", description: "d", volumeId: "v", enterpriseProjectId: "0" };
    expect(sent(kinds.evsDataImage, args)).toEqual({
      data_images: [{ name: "n", description: "d", volume_id: "v", image_tags: tags }],
      enterprise_project_id: "0",
    });
  });

  test.each([
    [
      "EcsSystemImage",
      kinds.ecsSystemImage,
      { name: "n", instanceId: "s" },
      { name: "n", instance_id: "s", image_tags: tags },
    ],
    [
      "EvsDataImage",
      kinds.evsDataImage,
      { name: "n", volumeId: "v" },
      { data_images: [{ name: "n", volume_id: "v", image_tags: tags }] },
    ],
  ])("%s: what the program leaves out is left out", (_type, kind, args, body) => {
    expect(sent(kind, args)).toEqual(body);
  });
});
