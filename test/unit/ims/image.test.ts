import fc from "fast-check";
import { ImsError } from "../../../provider/base/errors";
import { readImage } from "../../../provider/ims/image";

const read = (change: object = {}) => readImage("show image", { id: "i1", status: "active", ...change });

describe("the image object of the service", () => {
  test("becomes exact types: texts to numbers and flags, absent attributes absent", () => {
    const image = read({
      name: "golden",
      __description: "made by hand",
      status: "ACTIVE",
      min_disk: 40,
      min_ram: "2048",
      max_ram: "4096",
      __os_type: "Linux",
      __os_version: "CentOS 7.3 64bit",
      __os_bit: "64",
      __image_size: "4294967296",
      __support_arm: "true",
      protected: "False",
      __data_origin: "instance,877a",
      enterprise_project_id: "0",
      virtual_size: null,
      checksum: null,
      __support_kvm: "true",
      tags: ["team=base"],
    });
    expect(image).toMatchObject({ id: "i1", name: "golden", description: "made by hand", status: "active" });
    expect(image.image).toEqual({
      minDisk: 40,
      minRam: 2048,
      maxRam: 4096,
      osType: "Linux",
      osVersion: "CentOS 7.3 64bit",
      osBit: 64,
      imageSize: 4294967296,
      architecture: "arm",
      protected: false,
      dataOrigin: "instance,877a",
      enterpriseProjectId: "0",
      tags: { team: "base" },
      attributes: { __support_arm: "true", virtual_size: null, __support_kvm: "true" },
    });
  });

  test("says nothing of what it does not hold", () => {
    const { image, name, description } = read();
    expect({ name, description, image }).toEqual({
      name: "",
      description: "",
      image: { architecture: "x86", tags: {}, attributes: {} },
    });
  });

  test.each([
    [true, true],
    ["true", true],
    ["TRUE", true],
    ["False", false],
    ["yes", undefined],
    [1, undefined],
    [null, undefined],
  ])("protected %p is %p", (wire, value) => {
    expect(read({ protected: wire }).image.protected).toBe(value);
  });

  test.each([
    [2048, 2048],
    ["2048", 2048],
    [0, 0],
    ["0", 0],
    ["", undefined],
    [" ", undefined],
    ["many", undefined],
    ["Infinity", undefined],
    [null, undefined],
    [true, undefined],
    [[1], undefined],
  ])("min_ram %p is %p", (wire, value) => {
    expect(read({ min_ram: wire }).image.minRam).toBe(value);
  });

  test.each([0, "0", "", null, undefined])("max_ram %p is no limit", (wire) => {
    expect(read({ max_ram: wire }).image).not.toHaveProperty("maxRam");
  });

  test.each([
    ["the extension API", { enterprise_project_id: "ep" }],
    ["the native API", { _sys_enterprise_project_id: "ep" }],
  ])("has its enterprise project from %s, and it is no leftover attribute", (_api, wire) => {
    expect(read(wire).image).toMatchObject({ enterpriseProjectId: "ep", attributes: {} });
  });

  test("keeps unknown attributes as they are", () => {
    const unknown = { __new_flag: "true", nested: { a: [1] }, __os_feature_list: null };
    expect(read(unknown).image.attributes).toEqual(unknown);
  });

  test("remembers which attributes were on the wire, for the operations of PATCH", () => {
    const { held } = read({ min_ram: 0, __description: "" });
    expect([held.has("min_ram"), held.has("__description"), held.has("max_ram")]).toEqual([true, true, false]);
  });
});

describe("tag texts", () => {
  test.each([
    ["key=value", { key: "value" }],
    ["key=a=b==", { key: "a=b==" }],
    ["key=", { key: "" }],
    ["bare", { bare: "" }],
    ["old.dialect", { "old.dialect": "" }],
    ["=value", { "": "value" }],
  ])("%s", (text, tags) => {
    expect(read({ tags: [text] }).image.tags).toEqual(tags);
  });

  test.each([[null], ["team=base"], [{ team: "base" }], [[1, null, { key: "a" }, ["b"]]]])("%j holds none", (tags) => {
    expect(read({ tags }).image.tags).toEqual({});
  });
});

describe("a hostile answer", () => {
  test.each([
    [null],
    [undefined],
    [7],
    ["image"],
    [[]],
    [{}],
    [{ id: 7, status: "active" }],
    [{ id: "i1" }],
    [{ id: "i1", status: 1 }],
  ])("%j is no image: a typed error that shows it", (body) => {
    const reading = () => readImage("show image", body);
    expect(reading).toThrow(ImsError);
    expect(reading).toThrow("show image: the answer holds no image: ");
  });

  test("its status, which is shown, cannot steer the terminal", () => {
    expect(read({ status: "a\u001b[2J\u009b31m\u007f\n" }).status).not.toMatch(/\p{Cc}/u);
  });

  test("keys of the prototype are attributes like any other, and change nothing", () => {
    const body: unknown = JSON.parse(
      '{"id":"i1","status":"active","__proto__":{"polluted":true},"constructor":"c","tags":["__proto__=x","constructor=y"]}',
    );
    const { image } = readImage("show image", body);
    expect(Object.getPrototypeOf(image.attributes)).toBe(Object.prototype);
    expect(Object.entries(image.tags)).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
    expect(image.attributes["constructor"]).toBe("c");
    expect({}).not.toHaveProperty("polluted");
  });

  test("any JSON gives an image or a typed error", () => {
    const shaped = fc.record(
      {
        id: fc.oneof(fc.string(), fc.jsonValue()),
        status: fc.oneof(fc.string(), fc.jsonValue()),
        tags: fc.jsonValue(),
        min_ram: fc.jsonValue(),
        protected: fc.jsonValue(),
        name: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), shaped), (body) => {
        try {
          expect(typeof readImage("show image", body).status).toBe("string");
        } catch (error) {
          expect(error).toBeInstanceOf(ImsError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
