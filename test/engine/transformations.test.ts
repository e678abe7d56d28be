/** Transformations that add arguments and options to resources of every class: `transformations` and `transforms`. */
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { DeclaredResource, StateResource } from "../support/cliProject";
import { everyClass, everyImageCount, everyName, everySeed } from "../support/everyClass";
import { type InlineProgram, type InlineProject, type InlineResult, openInlineProject } from "../support/inlineProject";

jest.setTimeout(300_000);

interface Addition {
  readonly tags?: Readonly<Record<string, string>>;
  readonly secretTags?: Readonly<Record<string, string>>;
  readonly timeouts?: Readonly<Record<string, string>>;
  /** Added to the name, where the class has one. */
  readonly nameEnd?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

interface Transformed {
  readonly style: "transformations" | "transforms";
  readonly resources: Readonly<Record<string, DeclaredResource>>;
  readonly stack?: Addition;
  readonly component?: Addition;
  readonly resource?: Addition;
}

/** Every resource below a component; what the values name is added by the stack, by the component and by the resource. */
const program: InlineProgram<Transformed> = ({ pulumi, ims }, { style, resources, stack, component, resource }) => {
  interface Found {
    readonly type: string;
    readonly props: Record<string, unknown>;
    readonly opts: object;
  }
  const adding = (addition: Addition = {}) => {
    const { tags, secretTags = {}, timeouts, nameEnd, options = {} } = addition;
    return ({ type, props, opts }: Found) => {
      if (!type.startsWith("pulumi-nodejs:dynamic/ims:")) return undefined;
      const added = Object.entries(secretTags).map(([key, value]) => [key, pulumi.secret(value)]);
      const hasTags = tags !== undefined || added.length > 0;
      const changed = {
        ...props,
        ...(hasTags ? { tags: { ...(props["tags"] ?? {}), ...tags, ...Object.fromEntries(added) } } : {}),
        ...(timeouts ? { timeouts } : {}),
        ...(nameEnd && props["name"] ? { name: `${props["name"]}${nameEnd}` } : {}),
      };
      return { props: changed, opts: pulumi.mergeOptions(opts, options) };
    };
  };
  if (style === "transforms") pulumi.runtime.registerResourceTransform(adding(stack));
  else pulumi.runtime.registerStackTransformation(adding(stack));
  const group = new pulumi.ComponentResource("test:index:Group", "group", {}, { [style]: [adding(component)] });
  const classes: Record<string, unknown> = { ...ims };
  for (const [name, { class: type, args, options }] of Object.entries(resources)) {
    const Class = classes[type] as new (name: string, args: object, options: object) => unknown;
    new Class(name, args, { ...options, parent: group, [style]: [adding(resource)] });
  }
};

const speeds = { made: 2_000, slow: 1 };
const styles = ["transformations", "transforms"] as const;
const quickly = { parallel: 50 };
const count = everyName.length;

let project: InlineProject;
const open = async (speed: number) => {
  project = await openInlineProject({ speed, seed: everySeed });
};
afterEach(() => project.close());

const up = (values: Transformed) => project.up(program, { values, options: quickly });
const images = () => project.cli.simulator.truth().images;

function messages({ events }: InlineResult, severity: string): { urn: string; text: string }[] {
  return events
    .flatMap(({ diagnosticEvent }: EngineEvent) => diagnosticEvent ?? [])
    .filter((said) => said.severity === severity)
    .map(({ urn = "", message }) => ({ urn: urn.split("::").at(-1) ?? "", text: message }));
}
describe.each(styles)("%s", (style) => {
  test("tags, names, time-outs and options reach every class when the stack, a component and the resource add them", async () => {
    await open(speeds.made);
    const tags = (key: string) => ({ tags: { [key]: "added" } });
    const added = {
      stack: { ...tags("byStack"), nameEnd: "-named" },
      component: { ...tags("byComponent"), timeouts: { create: "45m" } },
      resource: tags("byResource"),
    };
    const planned = await project.preview(program, { values: { style, resources: everyClass({}), ...added } });
    expect(messages(planned, "warning").filter(({ text }) => text.includes("tags"))).toEqual([
      { urn: "evsDataImages", text: expect.stringContaining("EvsDataImages has no tags of its own") },
    ]);

    await up({ style, resources: everyClass({}), ...added });

    expect(images()).toHaveLength(everyImageCount);
    const isTagged = ({ tags: found }: { readonly tags: object }) =>
      ["byStack", "byComponent", "byResource"].every((key) => Object.hasOwn(found, key));
    // Tags of a set as a whole are those of its system image, where it has one.
    const untagged = images().filter((image) => !isTagged(image));
    expect(untagged.map(({ name }) => name).sort()).toEqual(["disk", "volume-0"]);
    const made = await project.cli.images();
    expect(Object.keys(made).sort()).toEqual(everyName);
    expect(Object.values(made).map(({ inputs }) => inputs["timeouts"])).toEqual(Array(count).fill({ create: "45m" }));
    const named = Object.values(made).flatMap(({ outputs: { name } }) => name ?? []);
    expect(named.filter((name) => !String(name).endsWith("-named"))).toEqual([]);
    expect(named).toHaveLength(count - 1);

    const kept = {
      stack: { options: { ignoreChanges: ["name"] } },
      component: { options: { ignoreChanges: ["description", "dataImages"] } },
      resource: { options: { ignoreChanges: ["tags"], retainOnDelete: true } },
    };
    const changed = everyClass({ description: "changed", tags: { other: "1" } });
    await up({ style, resources: changed, ...kept });
    const isChanged = ({ image, tags: found }: { readonly image: object; readonly tags: object }) =>
      Object.values(image).includes("changed") || Object.hasOwn(found, "other");
    expect(images().filter(isChanged)).toEqual([]);

    await project.destroy({ options: quickly });
    expect(await project.cli.images()).toEqual({});
    expect(images()).toHaveLength(everyImageCount);
  });

  test("customTimeouts end every create that takes longer", async () => {
    await open(speeds.slow);
    const resources = everyClass({});
    const values = { style, resources, stack: { options: { customTimeouts: { create: "5s" } } } };
    const result = await project.run("up", program, { values, options: quickly });
    expect(result.error).toBeDefined();
    const failures = messages(result, "error").filter(({ urn }) => everyName.includes(urn));
    expect(failures.filter(({ text }) => !/Gave up after|time-out/.test(text))).toEqual([]);
    // A record without a file has no job.
    const others = everyName.filter((name) => !failures.some(({ urn }) => urn === name));
    expect(others).toEqual(["imageMetadata"]);
  });
});

const secret = "s3cret-of-a-transformation";
const shows = (value: unknown) => JSON.stringify(value).includes(secret);

/** Every class whose tags are its own, after an up in which the stack has added a secret tag. */
async function taggedInSecret(style: Transformed["style"]): Promise<StateResource[]> {
  await open(speeds.made);
  const { evsDataImages: _, ...resources } = everyClass({});
  await up({ style, resources, stack: { secretTags: { hidden: secret } } });
  expect(images().filter(({ tags }) => tags["hidden"] === secret)).toHaveLength(count - 1);
  return Object.values(await project.cli.images());
}

test("a secret that transformations add stands in clear nowhere in the state", async () => {
  expect((await taggedInSecret("transformations")).filter(shows)).toEqual([]);
});

test("a secret that only transforms add stands in clear in the output image", async () => {
  const resources = await taggedInSecret("transforms");
  const isOpen = ({ outputs: { image, images: members } }: StateResource) => shows(image ?? members);
  expect(resources.filter((resource) => !isOpen(resource))).toEqual([]);
});

const hidden: InlineProgram<string> = ({ pulumi, ims }, text) => {
  pulumi.runtime.registerResourceTransform(({ props, opts }) => ({ props, opts }));
  const tags = { hidden: pulumi.secret(text) };
  new ims.ImageMetadata("golden", { diskFormat: "vhd", osVersion: "CentOS 7.6 64bit", minDisk: 40, tags });
};

test("a secret of an inline program loses its mark in the SDK when transforms return it, and still stays out of image", async () => {
  await open(speeds.made);
  await project.up(hidden, { values: secret });
  const { inputs, outputs } = await project.cli.only("golden");
  expect(shows(inputs)).toBe(true);
  expect(shows(outputs["image"])).toBe(false);
});

/** An image that is protected and kept, with an option that holds its tags. */
async function optionsOf(style: Transformed["style"]) {
  await open(speeds.made);
  const only = (args: object) => ({ golden: { class: "ImageMetadata", args: { ...record, ...args } } });
  const stack = { options: { retainOnDelete: true, ignoreChanges: ["tags"] } };
  const values = (args: object) => ({ style, stack, resources: only({ protected: true, ...args }) });
  await project.up(program, { values: values({}) });
  const replaced = await project.run("preview", program, { values: values({ triggers: { release: "2" } }) });
  const config = { "ims:defaultTags": { value: '{ "cost": "platform" }' } };
  const tagged = await project.run("preview", program, { values: values({}), config });
  return { replaced: replaced.output, tagged: tagged.output };
}
const record = { diskFormat: "vhd", osVersion: "CentOS 7.6 64bit", minDisk: 40 };

test("options of transformations are seen by the provider: retainOnDelete keeps a protected image, ignoreChanges holds against default tags", async () => {
  const { replaced, tagged } = await optionsOf("transformations");
  expect(replaced).toContain("+-1 to replace");
  expect(tagged).toContain("3 unchanged");
});

test("options of transforms are seen by the engine only: a protected image is not replaced, and default tags are added", async () => {
  const { replaced, tagged } = await optionsOf("transforms");
  expect(replaced).toContain("A change of triggers replaces this ImageMetadata");
  expect(tagged).toContain("~ 1 to update");
});
