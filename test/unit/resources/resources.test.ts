/** The classes: permanent names, the text that state carries for ever, hidden inputs, outputs. */
import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../../provider/dynamic";
import * as ims from "../../../provider/index";
import * as kinds from "../../../provider/kinds";
import * as sets from "../../../provider/kinds/sets";
import { loaderOf } from "../../../provider/resources/loader";
import { tempFolders } from "../../support/tempFolder";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly id: string | undefined;
}

const imageId = "39f1132e-4f79-464f-a0e0-5878d18ee719";
const registered: Registered[] = [];
let answer: { id: string; state: Record<string, unknown> } = { id: imageId, state: {} };

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        registered.push({ type, name, inputs, id });
        return { id: answer.id, state: { ...inputs, ...answer.state } };
      },
      call: () => ({}),
    },
    "shop",
    "dev",
  );
});
beforeEach(() => {
  registered.length = 0;
  answer = { id: imageId, state: {} };
});

const known = <Value>(output: pulumi.Output<Value>) => new Promise<Value>((resolve) => output.apply(resolve));

const tags = { b: "1", a: "2" };

const classes = [
  {
    Class: ims.CbrWholeImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.CbrWholeImage(name, { backupId: "b", tags }, options),
    kind: "cbrWholeImage",
    source: { backupId: "b" },
  },
  {
    Class: ims.EcsSystemImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.EcsSystemImage(name, { instanceId: "s", tags }, options),
    kind: "ecsSystemImage",
    source: { instanceId: "s" },
  },
  {
    Class: ims.EcsWholeImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.EcsWholeImage(name, { instanceId: "s", vaultId: "v", tags }, options),
    kind: "ecsWholeImage",
    source: { instanceId: "s", vaultId: "v" },
  },
  {
    Class: ims.EvsDataImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.EvsDataImage(name, { volumeId: "v", tags }, options),
    kind: "evsDataImage",
    source: { volumeId: "v" },
  },
  {
    Class: ims.EvsSystemImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.EvsSystemImage(name, { volumeId: "v", osVersion: "o", tags }, options),
    kind: "evsSystemImage",
    source: { volumeId: "v", osVersion: "o" },
  },
  {
    Class: ims.ImageMetadata,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.ImageMetadata(name, { osVersion: "o", tags }, options),
    kind: "imageMetadata",
    source: { osVersion: "o" },
  },
  {
    Class: ims.ObsDataImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.ObsDataImage(name, { imageUrl: "b:o", minDisk: 40, tags }, options),
    kind: "obsDataImage",
    source: { imageUrl: "b:o", minDisk: 40 },
  },
  {
    Class: ims.ObsIsoImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.ObsIsoImage(name, { imageUrl: "b:o", minDisk: 40, osVersion: "o", tags }, options),
    kind: "obsIsoImage",
    source: { imageUrl: "b:o", minDisk: 40, osVersion: "o" },
  },
  {
    Class: ims.ObsSystemImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.ObsSystemImage(name, { imageUrl: "b:o", minDisk: 40, tags }, options),
    kind: "obsSystemImage",
    source: { imageUrl: "b:o", minDisk: 40 },
  },
  {
    Class: ims.QuickImportDataImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.QuickImportDataImage(name, { imageUrl: "b:o", minDisk: 40, tags }, options),
    kind: "quickImportDataImage",
    source: { imageUrl: "b:o", minDisk: 40 },
  },
  {
    Class: ims.QuickImportSystemImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.QuickImportSystemImage(name, { imageUrl: "b:o", minDisk: 40, osVersion: "o", tags }, options),
    kind: "quickImportSystemImage",
    source: { imageUrl: "b:o", minDisk: 40, osVersion: "o" },
  },
  {
    Class: ims.RegisteredImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.RegisteredImage(name, { imageUrl: "b:o", tags }, options),
    kind: "registeredImage",
    source: { imageUrl: "b:o" },
  },
  {
    Class: ims.ServerImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.ServerImage(name, { instanceId: "s", tags }, options),
    kind: "serverImage",
    source: { instanceId: "s" },
  },
].map((row) => ({ ...row, title: row.Class.name }));

async function only(): Promise<Registered> {
  const [one, ...others] = registered;
  if (one === undefined || others.length > 0) throw new Error(`${registered.length} resources were registered`);
  return one;
}

test("there is one class for each kind", () => {
  expect(classes.map(({ kind }) => kind)).toEqual(Object.keys(kinds));
  expect(Object.keys(ims).sort()).toEqual(
    ["Image", "Provider", ...new Set([...Object.values(kinds), ...Object.values(sets)].map(({ type }) => type))].sort(),
  );
});

test("what stored state loads, pulumi-ims/dynamic, exports one provider for each kind under its name", () => {
  expect(Object.keys(dynamic).sort()).toEqual([
    "cbrWholeImage",
    "ecsImages",
    "ecsSystemImage",
    "ecsWholeImage",
    "evsDataImage",
    "evsDataImages",
    "evsSystemImage",
    "image",
    "imageMetadata",
    "obsDataImage",
    "obsIsoImage",
    "obsSystemImage",
    "quickImportDataImage",
    "quickImportSystemImage",
    "registeredImage",
    "serverImage",
  ]);
  for (const provider of Object.values(dynamic)) {
    expect(Object.keys(provider).sort()).toEqual(["check", "configure", "create", "delete", "diff", "read", "update"]);
  }
});

test.each([
  [
    "cbrWholeImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").cbrWholeImage;',
  ],
  [
    "ecsSystemImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").ecsSystemImage;',
  ],
  [
    "ecsWholeImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").ecsWholeImage;',
  ],
  [
    "evsDataImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").evsDataImage;',
  ],
  [
    "evsSystemImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").evsSystemImage;',
  ],
  [
    "imageMetadata",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").imageMetadata;',
  ],
  [
    "obsDataImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").obsDataImage;',
  ],
  [
    "obsIsoImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").obsIsoImage;',
  ],
  [
    "obsSystemImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").obsSystemImage;',
  ],
  [
    "quickImportDataImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").quickImportDataImage;',
  ],
  [
    "quickImportSystemImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").quickImportSystemImage;',
  ],
  [
    "registeredImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").registeredImage;',
  ],
  [
    "serverImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").serverImage;',
  ],
  [
    "ecsImages",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").ecsImages;',
  ],
  [
    "evsDataImages",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").evsDataImages;',
  ],
])("the loader text of %s never changes", (kind, text) => {
  expect(loaderOf(kind)).toBe(text);
});

test.each([
  ["CbrWholeImage", ims.CbrWholeImage.type, "pulumi-nodejs:dynamic/ims:CbrWholeImage"],
  ["EcsSystemImage", ims.EcsSystemImage.type, "pulumi-nodejs:dynamic/ims:EcsSystemImage"],
  ["EcsWholeImage", ims.EcsWholeImage.type, "pulumi-nodejs:dynamic/ims:EcsWholeImage"],
  ["EvsDataImage", ims.EvsDataImage.type, "pulumi-nodejs:dynamic/ims:EvsDataImage"],
  ["EvsSystemImage", ims.EvsSystemImage.type, "pulumi-nodejs:dynamic/ims:EvsSystemImage"],
  ["ImageMetadata", ims.ImageMetadata.type, "pulumi-nodejs:dynamic/ims:ImageMetadata"],
  ["ObsDataImage", ims.ObsDataImage.type, "pulumi-nodejs:dynamic/ims:ObsDataImage"],
  ["ObsIsoImage", ims.ObsIsoImage.type, "pulumi-nodejs:dynamic/ims:ObsIsoImage"],
  ["ObsSystemImage", ims.ObsSystemImage.type, "pulumi-nodejs:dynamic/ims:ObsSystemImage"],
  ["QuickImportDataImage", ims.QuickImportDataImage.type, "pulumi-nodejs:dynamic/ims:QuickImportDataImage"],
  ["QuickImportSystemImage", ims.QuickImportSystemImage.type, "pulumi-nodejs:dynamic/ims:QuickImportSystemImage"],
  ["RegisteredImage", ims.RegisteredImage.type, "pulumi-nodejs:dynamic/ims:RegisteredImage"],
  ["ServerImage", ims.ServerImage.type, "pulumi-nodejs:dynamic/ims:ServerImage"],
  ["EcsImages", ims.EcsImages.type, "pulumi-nodejs:dynamic/ims:EcsImages"],
  ["EvsDataImages", ims.EvsDataImages.type, "pulumi-nodejs:dynamic/ims:EvsDataImages"],
])("the type token of %s never changes", (_class, type, token) => {
  expect(type).toBe(token);
});

describe.each(classes)("$title", ({ Class, make, kind, source }) => {
  test("registers its arguments, its loader, its URN, the order of tags and the time-outs of the options", async () => {
    const image = make("golden", { customTimeouts: { create: "1h" } });
    await known(image.urn);
    const { type, name, inputs } = await only();
    expect([type, name]).toEqual([Class.type, "golden"]);
    expect(inputs).toEqual({
      ...source,
      tags,
      __urn: `urn:pulumi:dev::shop::${Class.type}::golden`,
      __timeouts: { create: "1h" },
      __tagOrder: ["b", "a"],
      __provider: loaderOf(kind),
    });
  });

  test("has the URN of its place below a parent", async () => {
    const parent = new pulumi.ComponentResource("my:component", "parent");
    const image = make("golden", { parent });
    await known(image.urn);
    const inputs = registered.find(({ name }) => name === "golden")?.inputs;
    expect(inputs?.["__urn"]).toBe(`urn:pulumi:dev::shop::my:component$${Class.type}::golden`);
  });

  test("has the image's id in imageId, known wherever id is", async () => {
    answer = { id: imageId, state: { imageId: "stale" } };
    expect(await known(make("golden").imageId)).toBe(imageId);
  });

  test("has the raw output in imageId where id is that of a job", async () => {
    answer = { id: "c836d99c76ed8dd28e269c6f1188a656", state: { imageId } };
    expect(await known(make("golden").imageId)).toBe(imageId);
  });

  test("shows the outputs that the provider returns", async () => {
    answer = {
      id: imageId,
      state: { status: "active", region: "eu-de", projectId: "p", jobId: "j", image: { minDisk: 40 }, name: "n" },
    };
    const image = make("golden");
    const shown = await known(
      pulumi.all([image.status, image.region, image.projectId, image.jobId, image.image, image.name]),
    );
    expect(shown).toEqual(["active", "eu-de", "p", "j", { minDisk: 40 }, "n"]);
  });

  test("refuses the import option, and says what to use instead", () => {
    expect(() => make("golden", { import: imageId })).toThrow(
      `golden: dynamic providers cannot import. Use ${Class.name}.get("golden", "<image id>") to refer to an image without managing it.`,
    );
    expect(registered).toHaveLength(0);
  });

  test(".get reads an image by its id", async () => {
    const image = Class.get("theirs", imageId, { region: "eu-nl" });
    expect(await known(image.imageId)).toBe(imageId);
    expect(await only()).toMatchObject({
      type: Class.type,
      name: "theirs",
      id: imageId,
      inputs: { region: "eu-nl", __provider: loaderOf(kind) },
    });
  });
});

const every = [
  ...classes.map(({ Class, make, kind }) => ({ title: Class.name, make, fields: fieldsOf(kind) })),
  {
    title: "EcsImages",
    make: (name: string) =>
      new ims.EcsImages(name, { instanceId: "s", dataImages: [{ volumeId: "v", name: "disk" }], tags }),
    fields: fieldsOf("ecsImages"),
  },
  {
    title: "EvsDataImages",
    make: (name: string) => new ims.EvsDataImages(name, { dataImages: [{ volumeId: "v", name: "disk", tags }] }),
    fields: fieldsOf("evsDataImages"),
  },
];

function fieldsOf(kind: string): string[] {
  const { fields } = { ...kinds, ...sets }[kind as keyof typeof kinds & keyof typeof sets];
  return Object.keys(fields).filter((key) => key !== "timeouts");
}

describe.each(every)("$title under the usual mocks", ({ make, fields }) => {
  beforeEach(() => {
    answer = { id: "golden_id", state: {} };
  });

  test("has an output for every argument, undefined when the argument is left out", async () => {
    const image: object = make("golden");
    const outputs = Object.fromEntries(Object.entries(image));
    const values = await Promise.all(fields.map((key) => known(pulumi.output(outputs[key]))));
    const { inputs } = await only();
    expect(fields.filter((key) => !pulumi.Output.isInstance(outputs[key]))).toEqual([]);
    expect(values).toEqual(fields.map((key) => inputs[key]));
  });

  test("gives an image id", async () => {
    const image = make("golden");
    const ids = [
      "imageId" in image ? image.imageId : undefined,
      "imageIdOfVolume" in image ? image.imageIdOfVolume("v") : undefined,
    ].filter((id) => id !== undefined);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(await known(id)).toBe("golden_id");
  });
});

test("the id of a job never stands for an image when the provider has stored outputs", async () => {
  answer = { id: "c836d99c76ed8dd28e269c6f1188a656", state: { __v: 1 } };
  const image = new ims.EcsSystemImage("golden", { instanceId: "s" });
  expect(await known(image.imageId)).toBeUndefined();
});

describe("hidden inputs", () => {
  const sent = async (args: object, options?: pulumi.CustomResourceOptions) => {
    const image = new ims.EcsImages(
      "golden",
      { instanceId: "s", dataImages: [{ volumeId: "v", name: "disk" }], ...args },
      options,
    );
    await known(image.urn);
    return (await only()).inputs;
  };

  test("name the arguments, keys and elements that the program has marked as secret", async () => {
    const inputs = await sent({
      description: pulumi.secret("d"),
      tags: { open: "1", "a.b": pulumi.secret("2") },
      minRam: pulumi.output(pulumi.secret(1)),
      dataImages: [
        { volumeId: "v", name: "n", tags: { x: pulumi.secret("3") } },
        pulumi.secret({ volumeId: "w", name: "m" }),
      ],
    });
    expect(inputs["__secrets"]).toEqual([
      ["dataImages", 0, "tags", "x"],
      ["dataImages", 1],
      ["description"],
      ["minRam"],
      ["tags", "a.b"],
    ]);
  });

  test("come after the transformations of the resource and of its parents", async () => {
    const parent = new pulumi.ComponentResource(
      "my:component",
      "parent",
      {},
      {
        transformations: [
          ({ props, opts, type }) =>
            type.includes("EcsImages")
              ? {
                  props: { ...props, tags: { late: pulumi.secret("x"), early: "y" } },
                  opts: { ...opts, customTimeouts: { create: "2h" }, retainOnDelete: true, ignoreChanges: ["name"] },
                }
              : undefined,
        ],
      },
    );
    const image = new ims.EcsImages(
      "golden",
      { instanceId: "s", dataImages: [{ volumeId: "v", name: "disk" }] },
      { parent },
    );
    await known(image.urn);
    expect(registered.find(({ name }) => name === "golden")?.inputs).toMatchObject({
      __secrets: [["tags", "late"]],
      __tagOrder: ["late", "early"],
      __timeouts: { create: "2h" },
      __retain: true,
      __ignoreChanges: ["name"],
    });
  });
});

describe("a local file of a RegisteredImage", () => {
  const newFolder = tempFolders();
  const sent = async (localFile: unknown) => {
    const image = new ims.RegisteredImage("golden", { localFile: localFile as string });
    await known(image.urn);
    return (await only()).inputs["localFile"];
  };

  test("goes to the provider as what it is, also when its path becomes known later", async () => {
    const path = newFolder().write("disk.raw", "some bytes");
    const sha256 = createHash("sha256").update("some bytes").digest("hex");
    expect(await sent(pulumi.output(Promise.resolve(path)))).toEqual({ path, bytes: 10, sha256 });
    registered.length = 0;
    expect(await sent(path)).toEqual({ path, bytes: 10, sha256 });
  });

  test("that cannot be used is told to the check, which refuses it", async () => {
    const { path } = newFolder();
    expect(await sent(path)).toEqual({ path, problem: "is a directory" });
    registered.length = 0;
    expect(await sent(7)).toBe(7);
  });
});
