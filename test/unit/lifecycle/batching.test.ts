/** What is asked together: by whoever works at the same place with the same key, and by nobody else. */
import type { Cloud } from "../../../provider/http/client/cloud";
import type { Operation } from "../../../provider/ims/operation";
import { createBatching } from "../../../provider/lifecycle/batching/batching";
import { eventClock } from "../../support/eventClock";
import { repeatableRandom } from "../../support/repeatableRandom";

function scene(pollEveryMs?: number) {
  const clock = eventClock();
  const calls: string[] = [];
  const batching = createBatching({ clock, random: repeatableRandom(), pollEveryMs: () => pollEveryMs });
  const cloudOf = (identity: string, projectId = "p"): Cloud => ({
    place: { region: "eu-de", projectId, imsEndpoint: "https://ims.example.com" },
    identity,
    send: async <Out>({ name }: Operation<Out>) => {
      calls.push(`${identity} in ${projectId}: ${name}`);
      await clock.sleep(100);
      return [] as Out;
    },
  });
  const search = (cloud: Cloud) => batching.at(cloud).searchByMarker("tag", { deadline: clock.now() + 60_000 });
  return { clock, calls, cloudOf, search };
}

test("two resources with the same key at the same place ask as often as one", async () => {
  const alone = scene();
  await alone.clock.run(alone.search(alone.cloudOf("one")));
  const { clock, calls, cloudOf, search } = scene();
  await clock.run(Promise.all([search(cloudOf("one")), search(cloudOf("one"))]));
  expect(calls.length).toBeGreaterThan(0);
  expect(calls).toEqual(alone.calls);
});

test("a key that may only read asks for itself, and another for itself", async () => {
  const { clock, calls, cloudOf, search } = scene();
  await clock.run(Promise.all([search(cloudOf("one")), search(cloudOf("other")), search(cloudOf("one", "q"))]));
  const askers = new Set(calls.map((call) => call.split(":")[0]));
  expect([...askers].sort()).toEqual(["one in p", "one in q", "other in p"]);
});

test.each([
  ["a quarter of a second", undefined, 350],
  ["a quarter of a second, however seldom jobs are looked at", 60_000, 350],
  ["no longer than between two looks at a job", 50, 150],
])("a search waits for others for %s", async (_howLong, pollEveryMs, ms) => {
  const { clock, cloudOf, search } = scene(pollEveryMs);
  const startedAt = clock.now();
  await clock.run(search(cloudOf("one")));
  expect(clock.now() - startedAt).toBe(ms);
});
