// What is looked up: the values of os_version, the schemas, and a job when the older call for it is gone.
import { demoServerId } from "../../../simulator/src/index";
import { codeOf, openWorld, type World } from "./support/client";

interface Platform {
  platform: string;
  version_list: { os_version: string; os_version_key: string; os_bit: number; os_type: string; platform: string }[];
}

let world: World;
afterEach(() => world.sim.stop());

const versions = async (query = ""): Promise<Platform[]> =>
  (await world.call("GET", `/v1/cloudimages/os_version${query}`)).json;

it("the values of os_version come as a bare array", async () => {
  world = await openWorld();
  const platforms = await versions();
  expect(platforms.find(({ platform }) => platform === "CentOS")?.version_list).toContainEqual({
    platform: "CentOS",
    os_version_key: "CentOS 7.9 64bit",
    os_version: "CentOS 7.9 64bit",
    os_bit: 64,
    os_type: "Linux",
  });
  const all = platforms.flatMap(({ version_list }) => version_list);
  const named = (name: string) => all.find(({ os_version }) => os_version === name);
  expect(named("Windows 7 Professional 32bit")).toMatchObject({ os_bit: 32, os_type: "Windows" });
  expect(named("Debian GNU/Linux 10.0.0 64bit")).toBeDefined();
  expect(named("Other Linux(64 bit)")).toMatchObject({ platform: "Other", os_bit: 64, os_type: "Linux" });
  expect(named("Other(32 bit)")).toMatchObject({ os_bit: 32, os_type: "Other" });
  expect(named("CoreOS 1010.5.0")).toBeDefined();
  expect(new Set(all.map(({ os_version }) => os_version)).size).toBe(all.length);
});

it("their tags narrow them down together", async () => {
  world = await openWorld();
  const names = async (query: string) => (await versions(query)).map(({ platform }) => platform);
  expect(await names("?tag=arm")).toContain("openEuler");
  expect(await names("?tag=arm&tag=bms")).not.toContain("openEuler");
  expect(codeOf(await world.call("GET", "/v1/cloudimages/os_version?tag=mips"))).toBe("IMG.0001");
});

it.each(["image", "images", "member", "members"])("the schema of %s is there", async (name) => {
  world = await openWorld();
  const { status, json } = await world.call("GET", `/v2/schemas/${name}`);
  expect([status, json.name]).toEqual([200, name]);
  expect(Object.keys(json.properties).length).toBeGreaterThan(3);
});

it("without the older call for jobs the newer one is left", async () => {
  world = await openWorld({ oldJobCall: false });
  const { json } = await world.call("POST", "/v2/cloudimages/action", { name: "image", instance_id: demoServerId });
  const gone = await world.call("GET", `/v1/${world.projectId}/jobs/${json.job_id}`);
  expect([gone.status, codeOf(gone)]).toEqual([404, "APIGW.0101"]);
  world.clock.advance(222_000);
  const left = await world.call("GET", `/v1/cloudimages/job/${json.job_id}`);
  expect(left.json).toMatchObject({ status: "SUCCESS", entities: { image_name: "image" } });
});
