/** An update of everything that can be changed in place, tags too: what it costs, and what the image shows meanwhile. */
import { demoCredentials } from "pulumi-ims-simulator";
import { systemRandom } from "../../../provider/base/random";
import type { Transport } from "../../../provider/http/wire";
import { inputsOf } from "../../support/grpcWorld";
import { environmentOf, openProcess, type Process, type World } from "../../support/inProcess";
import { look } from "../../support/looks";
import { MiniStack, type Properties, type VerbProvider } from "../../support/miniStack";
import { type Shown, sampleRows } from "../../support/samples";
import { images, worlds } from "./support/lives";
import { imageNamed, setRows } from "./support/setRows";

const openWorld = worlds();

/** One tag is new, one has another value, one is gone, one stays. */
const oldTags = { team: "base", release: "41", stage: "test" };
const newTags = { team: "base", release: "42", owner: "platform" };
const change = { name: "renamed", description: "Another text", tags: newTags };
const protection = { protected: true };
const memory = { minRam: 2_048, maxRam: 8_192 };
const memoryShown = { min_ram: 2_048, max_ram: "8192" };
const changeShown = { name: "renamed", __description: "Another text", tags: newTags };

interface Watched {
  readonly process: Process;
  /** The tags of every image, by its id, after each call. */
  readonly moments: Readonly<Record<string, Shown[string]>>[];
}

/** A process that knows its project, so that every call that it makes is about the image. */
function watched(world: World): Watched {
  const moments: Watched["moments"] = [];
  const around =
    (transport: Transport): Transport =>
    async (request) => {
      const answer = await transport(request);
      moments.push(
        Object.fromEntries(images(world).map((image) => [image.id, look(image, { tags: {} })["tags"] ?? {}])),
      );
      return answer;
    };
  const { simulator, clock } = world;
  const environment = { ...environmentOf(simulator), HW_PROJECT_ID: demoCredentials.projects["eu-de"] ?? "" };
  return { process: openProcess({ simulator, clock, random: systemRandom, around }, environment), moments };
}

/** Not one that searches for images that a file has brought along. */
const isOfAnImage = (call: string) => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.test(call);

const holds = (shown: Shown[string] | undefined, tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).every(([key, value]) => Object(shown)[key] === value);
const isWithoutTags = (shown: Shown[string] | undefined) => !holds(shown, oldTags) && !holds(shown, newTags);

/** Makes what `before` declares, then changes it by a process of its own. Returns the calls of the change. */
async function callsOfChange(
  world: World,
  providerOf: (process: Process) => VerbProvider,
  before: Properties,
  after: Properties,
): Promise<readonly string[]> {
  const first = new MiniStack(providerOf(world.process()));
  await first.up(before);
  const { process, moments } = watched(world);
  const stack = Object.assign(new MiniStack(providerOf(process)), { state: first.state });
  world.simulator.resetLog();
  expect(await stack.up(after)).toBe("update");
  const calls = world.simulator.log.map(({ method, path }) => `${method} ${path}`);
  expect(moments).toHaveLength(calls.length);
  expect(moments.flatMap((tags) => Object.values(tags)).filter(isWithoutTags)).toEqual([]);
  expect(await stack.up(after)).toBe("same");
  return calls;
}

describe.each(sampleRows)("$type", ({ kind, sample }) => {
  const ofMemory = "minRam" in sample.mutable;

  test("is changed by at most four calls, and shows the old or the new tags at every moment", async () => {
    const world = await openWorld(sample.seed ? { seed: sample.seed } : {});
    const before = inputsOf(kind, { ...sample.program, tags: oldTags });
    const after = inputsOf(kind, { ...sample.program, ...change, ...protection, ...(ofMemory && memory) });
    const calls = await callsOfChange(world, (process) => process.provider(kind), before, after);
    expect(calls.length).toBeLessThanOrEqual(4);
    const shown = { ...changeShown, ...protection, ...(ofMemory && memoryShown) };
    expect(images(world).map((image) => look(image, shown))).toEqual([shown]);
  });
});

describe.each(setRows)("$type, a set,", ({ kind, program, elements, count, own }) => {
  const hasOwn = "tags" in own.mutable;

  test("is changed by at most four calls for each image, and shows the old or the new tags at every moment", async () => {
    const world = await openWorld();
    const declare = (common: Properties, life: Properties = {}) => ({
      ...program,
      ...life,
      ...(hasOwn && common),
      dataImages: elements.map((element, index) => ({ ...element, ...common, name: `${common["name"]}-${index}` })),
    });
    const before = declare({ name: "golden", description: "Base image", tags: oldTags });
    const calls = await callsOfChange(
      world,
      (process) => process.setProvider(kind),
      before,
      declare(change, protection),
    );
    expect(calls.filter(isOfAnImage).length).toBeLessThanOrEqual(4 * count);
    for (const [index] of elements.entries()) {
      const shown = { ...changeShown, ...protection, name: `renamed-${index}` };
      expect(look(imageNamed(world, shown.name), shown)).toEqual(shown);
    }
    const shown = { ...changeShown, ...protection };
    if (hasOwn) expect(look(imageNamed(world, "renamed"), shown)).toEqual(shown);
  });
});
