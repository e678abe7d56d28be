/** The rows of images that are made together: they change with the state, soon after the submit, and say nothing of time. */
import { progressFilter } from "../../../provider/engine/progressFilter";
import { ecsSystemImage } from "../../../provider/kinds";
import { inParallel, stacksIn } from "../../support/crowd";
import { openScene, type Scene, spread } from "../../support/crowdRuns";

jest.setTimeout(120_000);

const open: Scene[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ crowd }) => crowd.stop()));
});

const second = 1_000;

interface Line {
  readonly at: number;
  readonly text: string;
  readonly subject: string;
}

const isStep = (text: string) => /^submitted as job|is active$/.test(text);

/** Every line that a pipeline shows of each image, as the engine of the process lets them through. */
async function linesOf(scene: Scene): Promise<readonly (readonly Line[])[]> {
  open.push(scene);
  const { crowd, programs } = scene;
  const process = crowd.process();
  const { mayShow, noteStep } = progressFilter(crowd.clock);
  const lines = new Map<string, Line[]>(programs.map((program) => [String(program["__urn"]), []]));
  process.engine.onProgress = (text, urn, subject) => {
    if (isStep(text)) noteStep(urn);
    if (isStep(text) || mayShow(urn, subject)) lines.get(urn)?.push({ at: crowd.clock.now(), text, subject });
  };
  const stacks = stacksIn(
    process,
    ecsSystemImage,
    programs.map(() => undefined),
  );
  await crowd.clock.run(inParallel(stacks, stacks.length, (stack, index) => stack.up(programs[index] ?? {})));
  return [...lines.values()];
}

describe.each([1, 2, 3, 12, 50])("%d images at once", (count) => {
  test.each(["otc", "huaweicloud"] as const)(
    "on %s: the first change comes 10 s after the submit, the same state again after 30 s, and never the time",
    async (cloud) => {
      const all = await linesOf(await openScene(spread(count, 60, 240), { latencyMs: 50, cloud }));
      expect(all).toHaveLength(count);
      for (const lines of all) {
        const submit = lines.findIndex(({ text }) => text.startsWith("submitted"));
        const [submitted, next] = lines.slice(submit);
        expect((next?.at ?? 0) - (submitted?.at ?? 0)).toBeLessThanOrEqual(10.2 * second);
        expect(lines.filter(({ text }) => / \d+ (s|min|h)\b/.test(text))).toEqual([]);
        for (const [index, line] of lines.entries()) {
          const before = lines[index - 1];
          if (before?.subject !== line.subject) continue;
          expect(line.at - before.at).toBeGreaterThanOrEqual(30 * second);
        }
      }
    },
  );
});

test("a row goes on from queued to saving while lists put off the look at the job", async () => {
  const all = await linesOf(await openScene(spread(12, 400, 600), { latencyMs: 50 }));
  for (const lines of all) {
    const states = lines.map(({ subject }) => subject.replace(/ \d+ %.*/, ""));
    expect([...new Set(states)]).toEqual(expect.arrayContaining(["saving"]));
    // Alive in a pipeline: no image is silent for a minute.
    for (const [index, { at }] of lines.entries()) expect(at - (lines[index - 1]?.at ?? at)).toBeLessThan(60 * second);
  }
});
