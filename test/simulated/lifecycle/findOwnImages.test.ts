/** Looking for what an interrupted create has left, where it is not on the first page. */
import { demoCredentials } from "pulumi-ims-simulator";
import { nativePageSize } from "../../../provider/ims/images";
import { pageSize } from "../../../provider/ims/tags";
import { unfinishedMarker } from "../../../provider/lifecycle/ownership/marker";
import { kinds, type World } from "../../support/inProcess";
import { samples } from "../../support/samples";
import {
  failure,
  finished,
  images,
  lifeIn,
  ownerOf,
  postsOf,
  type Row,
  someKinds,
  urnOf,
  worlds,
} from "./support/lives";

const openWorld = worlds();
const [row] = someKinds as [Row, ...Row[]];
const project = demoCredentials.projects["eu-de"] ?? "";
const search = "/images/resource_instances/action$";
const forAWhile = { timeouts: { create: "10m" } };

/** Images of other resources fill a page, and the one that was begun comes after them. */
async function crowded(others: number): Promise<{ world: World; begun: string }> {
  const world = await openWorld({ seed: { quotas: { default: 5_000 } } });
  const life = await finished(world, row);
  const owner = ownerOf(life.stack.known().outputs);
  await life.stack.destroy();
  world.simulator.resetLog();
  const theirs = "c-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd";
  for (let i = 0; i < others; i++) {
    world.simulator.edit.addImage({ name: `other-${i}`, project, tags: { "pulumi-ims": theirs } });
  }
  const tags = { "pulumi-ims": unfinishedMarker(owner).value };
  return { world, begun: world.simulator.edit.addImage({ name: "golden", project, tags }) };
}

test("it is found on the second page", async () => {
  const { world, begun } = await crowded(pageSize);
  const { stack } = lifeIn(world, row.kind);
  await stack.up(row.program);
  expect(stack.known().id).toBe(begun);
  expect(postsOf(world)).toBe(0);
});

test("a search that answers its first page again ends, and nothing is asked for: what was not seen may be there", async () => {
  const { world } = await crowded(pageSize);
  world.simulator.addFaults({ match: { path: search }, effect: { kind: "firstPage" } });
  const error = await failure(lifeIn(world, row.kind).stack.up({ ...row.program, ...forAWhile }));
  expect(error.message).toMatch(/repeats a page/);
  expect(postsOf(world)).toBe(0);
});

test("so does a native list", async () => {
  const world = await openWorld();
  for (let i = 0; i <= nativePageSize; i++) world.simulator.edit.addImage({ name: `other-${i}`, project });
  world.simulator.addFaults({ match: { path: "^/v2/images$" }, effect: { kind: "firstPage" } });
  const { kind, type } = { kind: kinds.serverImage, type: "ServerImage" };
  const before = images(world).length;
  const program = { ...samples.serverImage.program, __urn: urnOf(type) };
  const error = await failure(lifeIn(world, kind).stack.up(program));
  expect(error.message).toMatch(/repeats a page/);
  expect(images(world)).toHaveLength(before);
});
