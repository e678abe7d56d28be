/** The classes: permanent names, the text that state carries for ever, hidden inputs, outputs. */
import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../../provider/dynamic";
import * as ims from "../../../provider/index";
import * as kinds from "../../../provider/kinds";
import { loaderOf } from "../../../provider/resources/loader";

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

const classes = [
  {
    Class: ims.EcsSystemImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.EcsSystemImage(name, { instanceId: "s", tags: { b: "1", a: "2" } }, options),
    kind: "ecsSystemImage",
    source: { instanceId: "s" },
  },
  {
    Class: ims.EvsDataImage,
    make: (name: string, options?: pulumi.CustomResourceOptions) =>
      new ims.EvsDataImage(name, { volumeId: "v", tags: { b: "1", a: "2" } }, options),
    kind: "evsDataImage",
    source: { volumeId: "v" },
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
    Object.values(kinds)
      .map(({ type }) => type)
      .sort(),
  );
});

test("what stored state loads, pulumi-ims/dynamic, exports one provider for each kind under its name", () => {
  expect(Object.keys(dynamic).sort()).toEqual(["ecsSystemImage", "evsDataImage"]);
  for (const provider of Object.values(dynamic)) {
    expect(Object.keys(provider).sort()).toEqual(["check", "configure", "create", "delete", "diff", "read", "update"]);
  }
});

test.each([
  [
    "ecsSystemImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").ecsSystemImage;',
  ],
  [
    "evsDataImage",
    'exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").evsDataImage;',
  ],
])("the loader text of %s never changes", (kind, text) => {
  expect(loaderOf(kind)).toBe(text);
});

test.each([
  ["EcsSystemImage", ims.EcsSystemImage.type, "pulumi-nodejs:dynamic/ims:EcsSystemImage"],
  ["EvsDataImage", ims.EvsDataImage.type, "pulumi-nodejs:dynamic/ims:EvsDataImage"],
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
      tags: { b: "1", a: "2" },
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
