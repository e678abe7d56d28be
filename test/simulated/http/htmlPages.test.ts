/** A page of a proxy or load balancer in place of an answer, at each of the two places where that matters. */
import { demoServerId, type Fault } from "pulumi-ims-simulator";
import { kinds, startWorld, type World } from "../../support/inProcess";

const page =
  "<!DOCTYPE html><html><head><title>502</title></head><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>";
const htmlPage = { kind: "respond", status: 502, body: page, headers: { "content-type": "text/html" } } as const;
const create = { method: "POST", path: "^/v2/cloudimages/action$" };
const job = { method: "GET", path: "/jobs/" };

let world: World;
afterEach(() => world.stop());

async function makeImage(...faults: readonly Fault[]) {
  world = await startWorld({ faults });
  return world.stack(kinds.ecsSystemImage).up({ name: "golden", instanceId: demoServerId });
}

const creates = () => world.simulator.log.filter(({ path }) => path === "/v2/cloudimages/action").length;

test.each([
  ["carried out", true, 1],
  ["not carried out", false, 2],
] as const)("HTTP 502 with a page for a create that was %s leads to one image", async (_what, execute, posts) => {
  const program = await makeImage({ match: { ...create, nth: 1 }, effect: { ...htmlPage, execute } });
  expect(program).toBe("create");
  expect(world.simulator.truth().images).toHaveLength(1);
  expect(creates()).toBe(posts);
});

test("HTTP 502 with a page for the first three looks at a job is waited out", async () => {
  await makeImage({ match: { ...job, from: 1, to: 3 }, effect: htmlPage });
  expect(world.simulator.truth().images).toHaveLength(1);
  expect(creates()).toBe(1);
});

test("a page that stays is told by its words, without its tags", async () => {
  const projects = { method: "GET", path: "^/v3/projects" };
  const failure = await makeImage({ match: projects, effect: htmlPage }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ message: expect.stringMatching(/502 Bad Gateway nginx.*HTTP 502/) });
  expect(String(failure)).not.toContain("<");
});
