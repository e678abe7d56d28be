/** Reads that become one list: how fresh it is, and when it is not worth it. */
import type { Cloud } from "../../../provider/http/client/cloud";
import { listPageSize, showImage } from "../../../provider/ims/images";
import type { Operation } from "../../../provider/ims/operation";
import { combinedReads } from "../../../provider/lifecycle/reading/combinedReads";
import { eventClock } from "../../support/eventClock";

const bodyOf = (id: string) => ({ id, status: "active", name: id, tags: [] });
const image = (id: string) => showImage(id).read({ status: 200, headers: {}, body: bodyOf(id) });

function scene(ids: readonly string[] = ["a", "b", "c"]) {
  const clock = eventClock();
  const asked: string[] = [];
  let changes = 0;
  const answer = (query: Map<string, string>) => {
    const id = query.get("id");
    if (id !== undefined) return ids.includes(id) ? [image(id)] : [];
    const from = ids.indexOf(query.get("marker") ?? "") + 1;
    return ids.slice(from, from + Number(query.get("limit"))).map(image);
  };
  const cloud: Cloud = {
    place: { region: "eu-de", projectId: "p", imsEndpoint: "https://ims.example.com" },
    identity: "k",
    send: async <Out>({ query = [] }: Operation<Out>) => {
      const given = new Map(query);
      asked.push(given.has("id") ? `id ${given.get("id")}` : `list after ${given.get("marker") ?? "nothing"}`);
      await clock.sleep(100);
      return answer(given) as Out;
    },
  };
  const reads = combinedReads({ clock, cloud, changes: () => changes, gatherFreshMs: () => 250 });
  const find = (id: string, maxAgeMs = 5_000) => reads.find(id, { deadline: clock.now() + 60_000 }, maxAgeMs);
  return {
    clock,
    asked,
    find,
    change: () => {
      changes += 1;
    },
  };
}

test("one read alone is a call for that image", async () => {
  const { clock, asked, find } = scene();
  expect(await clock.run(find("a"))).toEqual(image("a"));
  expect(asked).toEqual(["id a"]);
});

test("reads that arrive together are one list, and one that it does not show is left to the native call", async () => {
  const { clock, asked, find } = scene();
  const found = await clock.run(Promise.all(["a", "b", "missing"].map((id) => find(id))));
  expect(found).toEqual([image("a"), image("b"), undefined]);
  expect(asked).toEqual(["list after nothing"]);
});

test("a list serves reads that begin up to 5 s after it was asked for, and none after that", async () => {
  const { clock, asked, find } = scene();
  await clock.run(Promise.all([find("a"), find("b")]));
  await clock.run(clock.sleep(4_800));
  await clock.run(find("c"));
  expect(asked).toEqual(["list after nothing"]);
  await clock.run(clock.sleep(300));
  await clock.run(find("c"));
  expect(asked).toEqual(["list after nothing", "id c"]);
});

test("who wants it as of now is served by no earlier list", async () => {
  const { clock, asked, find } = scene();
  await clock.run(Promise.all([find("a"), find("b")]));
  await clock.run(find("c", 0));
  expect(asked).toEqual(["list after nothing", "id c"]);
});

test("a change of ours throws the list away", async () => {
  const { clock, asked, find, change } = scene();
  await clock.run(Promise.all([find("a"), find("b")]));
  change();
  await clock.run(Promise.all([find("a"), find("b")]));
  expect(asked).toEqual(["list after nothing", "list after nothing"]);
});

test("a list that was under way during a change of ours serves nobody who comes later", async () => {
  const { clock, asked, find, change } = scene();
  void clock.sleep(50).then(change);
  const later = clock.sleep(60).then(() => Promise.all([find("b"), find("c")]));
  await clock.run(Promise.all([find("a"), find("b"), later]));
  expect(asked).toEqual(["list after nothing", "list after nothing"]);
});

test("reads one after the other are taken for a series, and the third asks for a list", async () => {
  const { clock, asked, find } = scene();
  for (const id of ["a", "b", "c", "a"]) await clock.run(find(id));
  expect(asked).toEqual(["id a", "id b", "list after nothing"]);
});

test("pages are followed to the last, and where they are many few reads ask one by one", async () => {
  const ids = Array.from({ length: 2 * listPageSize + 1 }, (_, index) => `image-${index}`);
  const { clock, asked, find } = scene(ids);
  const wanted = ["image-0", "image-1000"];
  expect(await clock.run(Promise.all(wanted.map((id) => find(id))))).toEqual(wanted.map(image));
  expect(asked).toEqual(["list after nothing", "list after image-499", "list after image-999"]);
  await clock.run(Promise.all(wanted.map((id) => find(id, 0))));
  expect(asked.slice(3)).toEqual(["id image-0", "id image-1000"]);
});
