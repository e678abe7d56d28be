/** The list of all images of a project, page by page, as a service may get it wrong: fault row 50. */
import type { Cloud } from "../../../provider/http/client/cloud";
import { listPageSize, showImage } from "../../../provider/ims/images";
import type { Operation } from "../../../provider/ims/operation";
import { readOwnImages } from "../../../provider/lifecycle/reading/ownImages";

const shown = (id: string, status = "active") =>
  showImage(id).read({ status: 200, headers: {}, body: { id, status, name: id, tags: [] } });

const named = (count: number, from = 0) => Array.from({ length: count }, (_, index) => shown(`image-${from + index}`));

/** Answers with one page after the other, the last one for ever. */
function read(pages: readonly (readonly unknown[] | Error)[]) {
  const markers: (string | undefined)[] = [];
  const cloud: Cloud = {
    place: { region: "eu-de", projectId: "p", imsEndpoint: "https://ims.example.com" },
    identity: "k",
    send: async <Out>({ query = [] }: Operation<Out>) => {
      const page = pages[Math.min(markers.length, pages.length - 1)];
      markers.push(new Map(query).get("marker"));
      if (page instanceof Error) throw page;
      return page as Out;
    },
  };
  return { markers, own: readOwnImages(cloud, { deadline: Number.POSITIVE_INFINITY }) };
}

test("600 images are two pages, the second after the last image of the first", async () => {
  const { markers, own } = read([named(listPageSize), named(100, listPageSize)]);
  const { images, pages } = await own;
  expect([images.size, pages]).toEqual([600, 2]);
  expect(markers).toEqual([undefined, `image-${listPageSize - 1}`]);
});

test("a page that comes again and again ends the list", async () => {
  const { markers, own } = read([named(listPageSize)]);
  expect((await own).images.size).toBe(listPageSize);
  expect(markers).toHaveLength(2);
});

test("pages in a circle end the list", async () => {
  const [a, b] = [named(listPageSize), named(listPageSize, listPageSize)];
  const { markers, own } = read([a, b, a]);
  expect((await own).images.size).toBe(2 * listPageSize);
  expect(markers).toHaveLength(3);
});

test("an image that is shown twice counts once", async () => {
  const { images } = await read([[shown("a"), shown("a"), shown("b")]]).own;
  expect([...images.keys()]).toEqual(["a", "b"]);
});

test("an image that is shown in two states is not believed at all", async () => {
  const { images } = await read([[shown("a"), shown("a", "deleted"), shown("b")]]).own;
  expect([...images.keys()]).toEqual(["b"]);
});

test("a page that fails leaves no list: half of one would call the rest absent", async () => {
  const { own } = read([named(listPageSize), new Error("no answer")]);
  await expect(own).rejects.toThrow("no answer");
});
