/** Messages about resources that are not where the program would make them now. */
import type { Defaults } from "../../../provider/base/defaults";
import { createNotices } from "../../../provider/lifecycle/context/notices";
import { movedNotice, placeNotices } from "../../../provider/lifecycle/verbs/placeNotices";

const urn = (stack: string, project: string) => ({ __urn: `urn:pulumi:${stack}::${project}::any:type::golden` });

describe("a state that was copied or moved", () => {
  test("is said once in a run, with the stack that has made the image", () => {
    const notices = createNotices();
    const [notice, ...more] = movedNotice(urn("dev", "shop"), urn("prod", "shop"), notices);
    expect(notice).toContain("made by the stack shop/dev");
    expect(more).toEqual([]);
    expect(movedNotice(urn("dev", "shop"), urn("prod", "shop"), notices)).toEqual([]);
  });

  test.each([
    ["the stack is the same", urn("dev", "shop"), urn("dev", "shop")],
    ["the resource is new", {}, urn("dev", "shop")],
    ["the resource was renamed", { __urn: "urn:pulumi:dev::shop::any:type::old" }, urn("dev", "shop")],
  ])("is no matter when %s", (_what, olds, news) => {
    expect(movedNotice(olds, news, createNotices())).toEqual([]);
  });
});

describe("a changed default", () => {
  const defaults: Defaults = {
    tags: {},
    ignoredTags: [],
    enterpriseProjectId: undefined,
    region: "eu-nl",
    projectId: undefined,
  };
  const stored = { region: "eu-de", projectId: "p1" };
  const byDefault = { region: "eu-de", __byDefault: ["region"] };

  test("of the region is said once in a run", () => {
    const notices = createNotices();
    expect(placeNotices(stored, byDefault, defaults, notices)).toEqual([
      expect.stringContaining("stay in eu-de, although the region is eu-nl now"),
    ]);
    expect(placeNotices(stored, byDefault, defaults, notices)).toEqual([]);
  });

  test("of the region is no matter when the program names the region", () => {
    expect(placeNotices(stored, { region: "eu-de" }, defaults, createNotices())).toEqual([]);
  });

  test("of a set project id is said once in a run", () => {
    const inPlace = { ...defaults, region: "eu-de", projectId: "p2" };
    const notices = createNotices();
    expect(placeNotices(stored, byDefault, inPlace, notices)).toEqual([
      expect.stringContaining("stay in project p1, although the project is p2 now"),
    ]);
    expect(placeNotices(stored, byDefault, inPlace, notices)).toEqual([]);
    expect(placeNotices(stored, byDefault, { ...inPlace, projectId: "p1" }, createNotices())).toEqual([]);
  });
});
