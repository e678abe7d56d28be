/** Sets of images that are made at the same time, one of them not wholly: fault row 26 with lists that decide when to look. */
import type { Fault } from "pulumi-ims-simulator";
import { type Crowd, startCrowd } from "../../support/crowd";
import { sets } from "../../support/inProcess";
import { MiniStack } from "../../support/miniStack";
import { urnOf } from "./support/lives";
import { setRows } from "./support/setRows";

jest.setTimeout(300_000);

let crowd: Crowd;
afterEach(() => crowd.stop());

const nothingListed: Fault = {
  match: { method: "GET", path: "^/v2/cloudimages$", query: "owner=" },
  effect: { kind: "respond", status: 200, body: { images: [] } },
};

test.each<[string, readonly Fault[]]>([
  ["show them", []],
  ["leave them out", [nothingListed]],
])("whole sets are recorded, and of a broken one no image is left unrecorded, while lists %s", async (_, faults) => {
  crowd = await startCrowd({ latencyMs: 50, faults });
  const { elements = [], broken } = setRows.find(({ kind }) => kind === sets.evsDataImages) ?? {};
  const provider = crowd.process().setProvider(sets.evsDataImages);
  const programs = [elements, elements, [elements[0], broken], elements].map((dataImages, index) => ({
    dataImages,
    __urn: urnOf(sets.evsDataImages.type, `set-${index}`),
    __provider: "the loader",
  }));
  const stacks = programs.map(() => new MiniStack(provider));
  const ends = await crowd.clock.run(Promise.allSettled(stacks.map((stack, index) => stack.up(programs[index] ?? {}))));
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  const recorded = JSON.stringify(stacks.map(({ state }) => state?.outputs));
  const unrecorded = crowd.simulator.truth().images.filter(({ id }) => !recorded.includes(id));
  expect(unrecorded.map(({ name, status }) => `${name} ${status}`)).toEqual([]);
  expect(crowd.simulator.truth().images.filter(({ status }) => status === "active").length).toBeGreaterThanOrEqual(6);
});
