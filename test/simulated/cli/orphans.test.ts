/** `pulumi-ims orphans`, in virtual time: what is listed, what is deleted, and what is never touched. */
import { demoVolumeId, otherServerId, ovaObject, quickServerId } from "pulumi-ims-simulator";
import type { FoundImage } from "../../../provider/cli/orphans/findImages";
import { type OrphansOptions, runOrphans } from "../../../provider/cli/orphans/runOrphans";
import type { Source } from "../../../provider/cli/orphans/source";
import { createClientFactory } from "../../../provider/session/clientFactory";
import { environmentOf, sets, type World } from "../../support/inProcess";
import { MiniStack, type Properties } from "../../support/miniStack";
import { repeatableRandom } from "../../support/repeatableRandom";
import {
  failure,
  finished,
  images,
  interrupted,
  type Life,
  lifeIn,
  onlyImage,
  type Row,
  someKinds,
  urnOf,
  whileWaiting,
  worlds,
} from "../lifecycle/support/lives";

const openWorld = worlds();
const [server] = someKinds as [Row, ...Row[]];
const urn = urnOf(server.type);
const dry = {
  delete: false,
  yes: false,
  finished: false,
  unknownResources: false,
  otherStates: false,
  json: true,
  regions: [],
};
const pipeline = { ...dry, delete: true, yes: true };
const everything = { ...pipeline, finished: true, unknownResources: true };

/** What `pulumi stack export` says of stacks with these resources. */
function stateOf(...stacks: readonly MiniStack[]): Source {
  const resources = stacks.flatMap(({ state }) =>
    state === undefined
      ? []
      : [{ urn: String(state.inputs["__urn"]), type: "pulumi-nodejs:dynamic/ims:Any", ...state }],
  );
  return sourceOf({ resources });
}

function sourceOf(deployment: Properties, identity?: string): Source {
  return { name: "a state", deployment, identity, config: () => undefined };
}

/** The same state with the option `retainOnDelete` on each of its resources. */
function retained({ deployment, ...source }: Source): Source {
  const resources = (deployment["resources"] as Properties[]).map((resource) => ({
    ...resource,
    retainOnDelete: true,
  }));
  return { ...source, deployment: { resources } };
}

type Images = readonly Readonly<Record<string, unknown>>[];

interface Report {
  readonly orphans: Images;
  readonly keptOnPurpose: Images;
  readonly ofOtherStates: Images;
  readonly problems: readonly string[];
}

async function orphans(
  world: World,
  options: Partial<OrphansOptions>,
  confirm: (found: FoundImage, end: () => void) => boolean = () => {
    throw new Error("nobody was to be asked");
  },
) {
  const stop = new AbortController();
  const [printed, said]: [string[], string[]] = [[], []];
  const code = await runOrphans(
    { ...dry, sources: [], ...options },
    {
      environment: environmentOf(world.simulator),
      clientFactory: createClientFactory({ clock: world.clock, random: repeatableRandom(), notice: () => undefined }),
      stop: stop.signal,
      confirm: async (found) => confirm(found, () => stop.abort()),
      print: (text) => printed.push(text),
      say: (text) => said.push(text),
    },
  );
  return { code, said, text: printed.join(""), report: () => JSON.parse(printed.join("")) as Report };
}

/** An image that was handed over to a state that is lost. */
async function lost(world: World, name = "golden"): Promise<string> {
  const program = { ...server.program, __urn: urnOf(server.type, name), instanceId: quickServerId };
  const { stack } = await finished(world, server, program);
  return stack.known().id;
}

/** An unfinished image that the killed run of a state has left. */
async function abandoned(world: World, { name = "golden", stateId }: { name?: string; stateId?: string } = {}) {
  const before = images(world).map(({ id }) => id);
  const life = lifeIn(world, server.kind, {
    ...environmentOf(world.simulator),
    ...(stateId === undefined ? {} : { PULUMI_IMS_STATE_ID: stateId }),
  });
  whileWaiting(life, () => life.engine.die());
  await failure(life.stack.up({ ...server.program, __urn: urnOf(server.type, name) }));
  // The job goes on by itself.
  await world.clock.sleep(3_600_000);
  return images(world).find(({ id }) => !before.includes(id))?.id ?? "";
}

/** The engine does not ask for the deletion of what the option keeps. */
function keepReplaced({ stack }: Life): void {
  stack.provider = { ...stack.provider, delete: () => Promise.resolve() };
}

/** The image that a replacement has left where it was, because of the option `retainOnDelete`. */
async function release(life: Life, program: Properties): Promise<string> {
  const { id } = life.stack.known();
  await life.stack.up(program);
  if (life.stack.known().id === id) throw new Error("nothing was replaced");
  return id;
}

test("an image that a state knows is none, and one of the same resource that no state knows is listed with its URN", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  expect(await orphans(world, { sources: [stateOf(stack)] })).toMatchObject({ code: 0 });

  const id = await lost(world);
  const found = await orphans(world, { sources: [stateOf(stack)] });

  expect(found.code).toBe(3);
  expect(found.report()).toEqual({
    orphans: [
      expect.objectContaining({ imageId: id, urn, region: "eu-de", status: "active", outcome: "listed", reason: null }),
    ],
    keptOnPurpose: [],
    ofOtherStates: [],
    problems: [],
  });
  expect(world.simulator.truth().deletes).toBe(0);
});

test("images are known by any of the states, in whatever resource they are named", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const [used, freed] = [await lost(world, "used"), await lost(world, "freed")];
  const web = { urn: "urn:web", type: "huaweicloud:Ecs/instance:Instance", outputs: { imageId: used } };
  const failed = { urn: "urn:other", type: "other", outputs: {}, initErrors: [`there is a second image, ${freed}`] };
  const servers = sourceOf({ resources: [web, failed] });
  const found = await orphans(world, { sources: [stateOf(stack), servers] });
  expect(found.report().orphans).toEqual([expect.objectContaining({ imageId: freed })]);
});

test("the members of a set are known", async () => {
  const world = await openWorld();
  const stack = new MiniStack(world.process().setProvider(sets.ecsImages));
  const dataImages = [{ volumeId: demoVolumeId, name: "golden-data" }];
  await stack.up({ name: "golden", instanceId: server.sourceId, dataImages, __urn: urnOf("EcsImages") });
  expect(images(world).length).toBe(2);
  expect(await orphans(world, { sources: [stateOf(stack)] })).toMatchObject({ code: 0 });
});

test("the images that a file has brought along are known with the resource, and go when no state knows it", async () => {
  const world = await openWorld();
  const stack = new MiniStack(world.process().setProvider(sets.obsSystemImage));
  const __urn = urnOf("ObsSystemImage", "appliance");
  await stack.up({ name: "appliance", imageUrl: ovaObject, minDisk: 40, __urn });
  const made = images(world).map(({ id }) => id);
  expect(made.length).toBe(3);
  expect(await orphans(world, { sources: [stateOf(stack)] })).toMatchObject({ code: 0 });

  const found = await orphans(world, { sources: [stateOf()], regions: ["eu-de"] });
  expect(found.code).toBe(3);
  const listed = found.report().orphans.map(({ imageId }) => imageId);
  expect(listed.sort()).toEqual(made.toSorted());

  const options = { ...everything, regions: ["eu-de"] };
  expect(await orphans(world, { sources: [stateOf()], ...options })).toMatchObject({ code: 0 });
  expect(images(world)).toEqual([]);
});

test("an image that an entry without an image id will finish is known", async () => {
  const world = await openWorld();
  const { stack } = await interrupted(world, server);
  const { imageId: _, ...outputs } = stack.known().outputs;
  stack.state = { ...stack.known(), id: String(outputs["jobId"]), outputs };
  expect(await orphans(world, { sources: [stateOf(stack)] })).toMatchObject({ code: 0 });
});

test("an unfinished image that a pending create has left says that the next up takes it over", async () => {
  const world = await openWorld();
  const life = lifeIn(world, server.kind);
  whileWaiting(life, () => life.engine.die());
  await failure(life.stack.up(server.program));
  const resource = { urn, type: "pulumi-nodejs:dynamic/ims:Any", inputs: server.program };
  const source = sourceOf({ pending_operations: [{ type: "creating", resource }] });
  const { text, code } = await orphans(world, { sources: [source], json: false });
  expect(code).toBe(3);
  expect(text).toContain(`unfinished, made for ${urn}; \`pulumi up\` with the same inputs takes it over`);
});

test("--delete --yes deletes unfinished images of resources of the states, and keeps all others", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const [second, renamed] = [await lost(world), await lost(world, "renamed")];
  const [half, elsewhere] = [await abandoned(world), await abandoned(world, { name: "elsewhere" })];
  const sources = [stateOf(stack)];

  const found = await orphans(world, { ...pipeline, sources });

  expect(found.code).toBe(3);
  const outcomes = found.report().orphans.map(({ imageId, outcome, reason }) => [imageId, outcome, reason]);
  const ofUnknown = "of a resource that none of these states has (--unknown-resources)";
  expect(outcomes.toSorted()).toEqual(
    [
      [second, "kept", "finished (--finished, or without --yes by an answer)"],
      [renamed, "kept", ofUnknown],
      [half, "deleted", null],
      [elsewhere, "kept", ofUnknown],
    ].toSorted(),
  );
  expect(images(world).map(({ id }) => id)).toEqual([stack.known().id, second, renamed, elsewhere]);
  await orphans(world, { ...pipeline, finished: true, sources });
  expect(images(world).map(({ id }) => id)).toEqual([stack.known().id, renamed, elsewhere]);
  await orphans(world, { ...pipeline, unknownResources: true, sources });
  expect(images(world).map(({ id }) => id)).toEqual([stack.known().id, renamed]);
  expect(await orphans(world, { ...everything, sources })).toMatchObject({ code: 0 });
  expect(onlyImage(world).id).toBe(stack.known().id);
});

test("an image is called a second one only when its resource has another", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const id = await lost(world);
  const json = false;
  const { text } = await orphans(world, { json, sources: [stateOf(stack)] });
  expect(text).toContain(`${id}  golden (active`);
  expect(text).toContain(`a second image, made for ${urn}`);

  const pending = { urn, type: "pulumi-nodejs:dynamic/ims:Any", inputs: server.program };
  const source = sourceOf({ pending_operations: [{ type: "creating", resource: pending }] });
  const without = await orphans(world, { json, sources: [source], regions: ["eu-de"] });
  expect(without.text).toContain(`finished, and no given state has it, made for ${urn}`);
  expect(without.text).not.toContain("second");
  const nobody = await orphans(world, { json, sources: [stateOf()], regions: ["eu-de"] });
  expect(nobody.text).toContain("finished, made for a resource that none of these states has");
});

describe("images that are kept on purpose", () => {
  const next = { ...server.program, [server.source]: server.otherId };

  /** The option on the resource itself, which its markers say too. */
  async function withOption(world: World) {
    const life = await finished(world, server, { ...server.program, __retain: true });
    keepReplaced(life);
    return { life, kept: await release(life, { ...next, __retain: true }) };
  }

  test("are no orphans when their marker says so, also when their resource is gone", async () => {
    const world = await openWorld();
    const { life, kept } = await withOption(world);
    for (const sources of [[stateOf(life.stack)], [stateOf()]]) {
      const found = await orphans(world, { sources, regions: ["eu-de"] });
      const { keptOnPurpose, orphans: others } = found.report();
      expect(keptOnPurpose.map(({ imageId }) => imageId)).toContain(kept);
      expect([found.code, others]).toEqual([0, []]);
    }
    const { text } = await orphans(world, { json: false, sources: [stateOf(life.stack)] });
    expect(text).toContain("No orphans.\n");
    expect(text).toContain(`kept on purpose, made for ${urn}`);
  });

  test("are no orphans when only the state says so", async () => {
    const world = await openWorld();
    const { stack } = await finished(world, server);
    const id = await lost(world);
    const found = await orphans(world, { sources: [retained(stateOf(stack))] });
    expect(found.report()).toMatchObject({ orphans: [], keptOnPurpose: [{ imageId: id, urn, outcome: "listed" }] });
    expect(found.code).toBe(0);
  });

  test("are no unfinished ones", async () => {
    const world = await openWorld();
    const { stack } = await finished(world, server);
    const id = await abandoned(world);
    const found = await orphans(world, { sources: [retained(stateOf(stack))] });
    expect(found.report()).toMatchObject({ orphans: [{ imageId: id }], keptOnPurpose: [] });
    expect(found.code).toBe(3);
  });

  test("stay when --finished does not ask for them, with --yes and without", async () => {
    const world = await openWorld();
    const { life, kept } = await withOption(world);
    const sources = [stateOf(life.stack)];
    for (const yes of [true, false]) {
      const found = await orphans(world, { ...pipeline, yes, unknownResources: yes, sources });
      const reason = "on purpose (--finished)";
      expect(found.report().keptOnPurpose).toMatchObject([{ imageId: kept, outcome: "kept", reason }]);
      expect(found.code).toBe(0);
    }
    expect(world.simulator.truth().deletes).toBe(0);
  });

  test.each([true, false])("go with --finished, by --yes %s or by an answer", async (yes) => {
    const world = await openWorld();
    const { life, kept } = await withOption(world);
    const options = { ...pipeline, yes, finished: true, sources: [stateOf(life.stack)] };
    const found = await orphans(world, options, yes ? undefined : () => true);
    expect(found.report().keptOnPurpose).toMatchObject([{ imageId: kept, outcome: "deleted" }]);
    expect(onlyImage(world).id).toBe(life.stack.known().id);
  });
});

describe("images of another state", () => {
  /** A colleague has the same program in a stack of the same name, with a backend of their own. */
  async function twoStates(world: World) {
    const { stack } = await finished(world, server);
    const theirs = lifeIn(world, server.kind, { ...environmentOf(world.simulator), PULUMI_IMS_STATE_ID: "theirs" });
    await theirs.stack.up(server.program);
    const unfinished = await abandoned(world, { stateId: "theirs" });
    return { deployment: stateOf(stack).deployment, theirs: theirs.stack.known().id, unfinished, stack };
  }

  test("are listed apart, and are no orphans of the given states", async () => {
    const world = await openWorld();
    const { deployment, theirs, unfinished } = await twoStates(world);
    const sources = [sourceOf(deployment, "the only state")];
    const found = await orphans(world, { sources });
    const { orphans: others, ofOtherStates } = found.report();
    expect(ofOtherStates.map(({ imageId }) => imageId).sort()).toEqual([theirs, unfinished].toSorted());
    expect([found.code, others]).toEqual([0, []]);
    const { text } = await orphans(world, { json: false, sources });
    expect(text).toContain("Of another state, which may have them");
    expect(text).toContain(`made by another state for a namesake of ${urn}`);
  });

  test("are deleted only when --other-states says so", async () => {
    const world = await openWorld();
    const { deployment, theirs, unfinished, stack } = await twoStates(world);
    const sources = [sourceOf(deployment, "the only state")];
    for (const yes of [true, false]) {
      const found = await orphans(world, { ...everything, yes, unknownResources: yes, sources });
      const outcome = { outcome: "kept", reason: "of another state (--other-states)" };
      expect(found.report().ofOtherStates).toMatchObject([outcome, outcome]);
      expect(found.code).toBe(0);
    }
    expect(world.simulator.truth().deletes).toBe(0);

    const some = await orphans(world, { ...pipeline, otherStates: true, sources });
    expect(some.code).toBe(3);
    expect(images(world).map(({ id }) => id)).toEqual([stack.known().id, theirs]);
    expect(images(world).map(({ id }) => id)).not.toContain(unfinished);
    const all = await orphans(world, { ...everything, otherStates: true, sources });
    expect(all.code).toBe(0);
    expect(onlyImage(world).id).toBe(stack.known().id);
  });

  test("are known when their state is given too", async () => {
    const world = await openWorld();
    const { stack } = await finished(world, server);
    const theirs = lifeIn(world, server.kind, { ...environmentOf(world.simulator), PULUMI_IMS_STATE_ID: "theirs" });
    await theirs.stack.up(server.program);
    const sources = [
      sourceOf(stateOf(stack).deployment, "the only state"),
      sourceOf(stateOf(theirs.stack).deployment, "theirs"),
    ];
    expect((await orphans(world, { sources })).report()).toMatchObject({ orphans: [], ofOtherStates: [] });
    const half = await abandoned(world, { stateId: "theirs" });
    expect((await orphans(world, { ...pipeline, sources })).report().orphans).toMatchObject([
      { imageId: half, outcome: "deleted" },
    ]);
  });

  test("cannot be told apart when nobody says which states are given", async () => {
    const world = await openWorld();
    const { deployment, theirs, unfinished } = await twoStates(world);
    const { orphans: found, ofOtherStates } = (await orphans(world, { sources: [sourceOf(deployment)] })).report();
    expect(found.map(({ imageId }) => imageId).sort()).toEqual([theirs, unfinished].toSorted());
    expect(ofOtherStates).toEqual([]);
  });
});

test("--delete asks for each, and deletes those that it was told to", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const [first, second] = [await lost(world, "first"), await lost(world, "second")];
  const asked: string[] = [];
  const found = await orphans(world, { ...dry, delete: true, sources: [stateOf(stack)] }, ({ imageId }) => {
    asked.push(imageId);
    return imageId === second;
  });
  expect(asked.sort()).toEqual([first, second].sort());
  expect(found.code).toBe(3);
  expect(images(world).map(({ id }) => id)).toEqual([stack.known().id, first]);
});

test.each([true, false])("the command ends at once when the user ends it at a question (--json %s)", async (json) => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  for (const name of ["first", "second", "third", "fourth"]) await lost(world, name);
  let asked = 0;
  const options = { ...dry, json, delete: true, sources: [stateOf(stack)] };

  const found = await orphans(world, options, (_, end) => {
    asked += 1;
    if (asked === 3) end();
    return asked === 1;
  });

  expect([asked, found.code]).toEqual([3, 130]);
  expect(world.simulator.truth().deletes).toBe(1);
  expect(found.said.at(-1)).toBe("Interrupted: 1 deleted, 3 left.");
  const outcomes = json
    ? found.report().orphans.map(({ outcome, reason }) => [outcome, reason])
    : [...found.text.matchAll(/^ {4}(deleted|kept)(?:: (.*))?$/gm)].map(([, outcome, reason = null]) => [
        outcome,
        reason,
      ]);
  expect(outcomes).toEqual([
    ["deleted", null],
    ["kept", "as you said"],
    ["kept", "interrupted"],
    ["kept", "interrupted"],
  ]);
});

const untouchable = {
  "a protected image": { protected: "true" },
  "an image that is still being made": { status: "saving" },
  "an image whose marker is not ours": { tags: { "pulumi-ims": "mine" } },
  "an image without a marker": { tags: {} },
};

test.each(Object.entries(untouchable))("%s is never deleted", async (_title, attributes) => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const id = await lost(world);
  world.simulator.edit.updateImage(id, attributes);
  await orphans(world, { ...everything, sources: [stateOf(stack)] });
  expect(images(world).map((image) => image.id)).toContain(id);
  expect(world.simulator.truth().deletes).toBe(0);
});

test("an image that a run has taken over since it was listed is kept", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const id = await lost(world);
  const found = await orphans(world, { delete: true, sources: [stateOf(stack)] }, ({ marker }) => {
    const owned = `o-${marker.token}-aaaaaaaaaa`;
    world.simulator.edit.updateImage(id, { tags: { "pulumi-ims": owned } });
    return true;
  });
  expect(found.report().orphans).toEqual([expect.objectContaining({ outcome: "kept", reason: "changed meanwhile" })]);
  expect(world.simulator.truth().deletes).toBe(0);
});

test("a place that cannot be opened is a problem that is told, and the others are looked at", async () => {
  const world = await openWorld();
  const { stack } = await finished(world, server);
  const id = await lost(world);
  const elsewhere = new MiniStack(stack.provider);
  const outputs = { ...stack.known().outputs, projectId: "0123456789abcdef0123456789abcdef" };
  elsewhere.state = { ...stack.known(), id: otherServerId, outputs };
  const found = await orphans(world, { sources: [stateOf(stack), stateOf(elsewhere)] });
  expect(found.code).toBe(1);
  expect(found.report()).toEqual({
    orphans: [expect.objectContaining({ imageId: id })],
    keptOnPurpose: [],
    ofOtherStates: [],
    problems: [expect.stringContaining("0123456789abcdef0123456789abcdef")],
  });
});
