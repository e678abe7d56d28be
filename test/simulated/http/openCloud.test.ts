/** Where the provider works: which project, which hosts, and what it refuses before the image service is asked. */
import { demoCredentials, otherCredentials } from "pulumi-ims-simulator";
import { ImsError } from "../../../provider/base/errors";
import type { Environment } from "../../../provider/config/level";
import { readSettings } from "../../../provider/config/settings";
import type { WantedPlace } from "../../../provider/http/client/cloud";
import { listImages } from "../../../provider/ims/images";
import { createClientFactory } from "../../../provider/session/clientFactory";
import { cloudOpener } from "../../../provider/session/cloudOpener";
import { openCloud } from "../../../provider/session/openCloud";
import { environmentOf, startWorld, type World } from "../../support/inProcess";
import { repeatableRandom } from "../../support/repeatableRandom";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const clientFactory = () =>
  createClientFactory({ clock: world.clock, random: repeatableRandom(), notice: () => undefined });
const settingsOf = (change: Environment = {}) =>
  readSettings({ ...environmentOf(world.simulator), ...change }, () => undefined);
const open = (wanted: WantedPlace, change: Environment = {}) => openCloud(settingsOf(change), wanted, clientFactory());
const anywhere = { region: undefined };
const paths = () => world.simulator.log.map(({ path }) => path);
const imsCalls = () => paths().filter((path) => !path.startsWith("/v3/"));
const project = (region: string) => demoCredentials.projects[region] ?? "";
const stored = (change: Partial<{ region: string; projectId: string }> = {}) => ({
  region: "eu-de",
  projectId: project("eu-de"),
  imsEndpoint: world.simulator.url,
  ...change,
});
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("it was opened");
    },
    (error: unknown) => {
      if (error instanceof ImsError) return error;
      throw error;
    },
  );

describe("the project of a new image", () => {
  test("is the one that is named like the region", async () => {
    const cloud = await open(anywhere);
    expect(cloud.place).toEqual({ region: "eu-de", projectId: project("eu-de"), imsEndpoint: world.simulator.url });
    expect(paths()).toEqual(["/v3/projects?name=eu-de"]);
  });

  test("follows the region of the resource", async () => {
    const cloud = await open({ region: "eu-nl" });
    expect(cloud.place).toMatchObject({ region: "eu-nl", projectId: project("eu-nl") });
  });

  test("is HW_PROJECT_ID, which saves the look-up", async () => {
    const cloud = await open(anywhere, { HW_PROJECT_ID: "p1" });
    expect(cloud.place.projectId).toBe("p1");
    expect(paths()).toEqual([]);
  });

  test("is looked up by HW_PROJECT_NAME", async () => {
    const cloud = await open(anywhere, { HW_PROJECT_NAME: "cn-north-4" });
    expect(cloud.place).toMatchObject({ region: "eu-de", projectId: project("cn-north-4") });
  });

  test.each([{ HW_PROJECT_ID: "p1" }, { HW_PROJECT_NAME: "cn-north-4" }])(
    "in another region than the configured one is not %j",
    async (change) => {
      const cloud = await open({ region: "eu-nl" }, change);
      expect(cloud.place.projectId).toBe(project("eu-nl"));
    },
  );

  test("that does not exist is named, with what to do", async () => {
    const error = await refusal(open({ region: "eu-zz" }));
    expect(error.code).toBe("CONFIGURATION");
    expect(error.message).toBe(
      'The account of HW_ACCESS_KEY and HW_SECRET_KEY has no project named "eu-zz": check the region, or name the project by ims:projectName, HW_PROJECT_NAME or OS_PROJECT_NAME.',
    );
    expect(imsCalls()).toEqual([]);
  });
});

describe("a stored place", () => {
  test("is confirmed by the list of the account's projects, and works there", async () => {
    const cloud = await open(stored());
    expect(cloud.place).toEqual(stored());
    expect(paths()).toEqual(["/v3/projects"]);
  });

  test("is confirmed by the same HW_PROJECT_ID without a call", async () => {
    await expect(open(stored(), { HW_PROJECT_ID: project("eu-de") })).resolves.toHaveProperty("place", stored());
    expect(paths()).toEqual([]);
  });

  test("counts more than the region of the environment", async () => {
    const cloud = await open(stored(), { HW_REGION_NAME: "cn-north-4" });
    expect(cloud.place).toEqual(stored());
  });

  test("keeps its image service when the endpoints say another", async () => {
    const elsewhere = JSON.stringify({ iam: world.simulator.url, ims: "https://ims.elsewhere.example.com" });
    const cloud = await open(stored(), { PULUMI_IMS_ENDPOINTS: elsewhere });
    await expect(cloud.send(listImages({ id: "x" }), { deadline: world.clock.now() + 60_000 })).resolves.toEqual([]);
    expect(imsCalls()).toEqual(["/v2/cloudimages?id=x"]);
  });

  test.each([
    [
      "credentials of another account",
      { HW_ACCESS_KEY: otherCredentials.accessKey, HW_SECRET_KEY: otherCredentials.secretKey },
    ],
    ["another project id", { HW_PROJECT_ID: otherCredentials.projects["eu-de"] }],
  ])("is refused with %s, naming both projects, before any call of the image service", async (_what, change) => {
    const error = await refusal(open(stored(), change));
    expect(error.code).toBe("WRONG_PROJECT");
    expect(error.message).toContain(project("eu-de"));
    expect(error.message).toContain(otherCredentials.projects["eu-de"]);
    expect(error.message).toContain("Nothing was asked or changed");
    expect(error.message).toMatch(/HW_PROJECT_ID is project|credentials of HW_ACCESS_KEY and HW_SECRET_KEY belong to/);
    expect(imsCalls()).toEqual([]);
  });

  test("in a region where the account has nothing is refused", async () => {
    const error = await refusal(open(stored({ region: "eu-zz", projectId: "deadbeef" })));
    expect(error.message).toContain("an account without a project in eu-zz");
    expect(imsCalls()).toEqual([]);
  });
});

describe("where only the project is named", () => {
  const only = (HW_PROJECT_ID: string) => ({ HW_REGION_NAME: "", HW_PROJECT_ID });

  test("its name tells the region", async () => {
    const cloud = await open(anywhere, only(project("eu-nl")));
    expect(cloud.place).toMatchObject({ region: "eu-nl", projectId: project("eu-nl") });
    expect(paths()).toEqual(["/v3/projects"]);
  });

  test("and it is none of the account, that is said, and what to do", async () => {
    const id = otherCredentials.projects["eu-de"] ?? "";
    const error = await refusal(open(anywhere, only(id)));
    expect(error.message).toBe(
      `No region is set, and the project ${id} of HW_PROJECT_ID tells none: the account of HW_ACCESS_KEY and HW_SECRET_KEY has no such project. Set ims:region, HW_REGION_NAME or OS_REGION_NAME.`,
    );
    expect(imsCalls()).toEqual([]);
  });

  test("and its name begins with no region, that is said too", async () => {
    world.simulator.addFaults({
      match: { path: "^/v3/projects" },
      effect: { kind: "respond", status: 200, body: { projects: [{ id: "p1", name: "MOS" }] } },
    });
    const error = await refusal(open(anywhere, only("p1")));
    expect(error.message).toContain("its name MOS does not begin with the name of a region");
  });

  test("the region of a resource counts more", async () => {
    const cloud = await open({ region: "eu-nl" }, only(project("eu-nl")));
    expect(cloud.place.region).toBe("eu-nl");
    expect(paths()).toEqual([]);
  });
});

describe("what is missing", () => {
  test("credentials and region are named in one error, with every place that was looked at", async () => {
    const error = await refusal(
      openCloud(
        readSettings({}, () => undefined),
        anywhere,
        clientFactory(),
      ),
    );
    expect(error.code).toBe("CONFIGURATION");
    for (const place of ["`region`", "ims:region", "HW_REGION_NAME", "OS_REGION_NAME", "OS_REGION"])
      expect(error.message).toContain(place);
    for (const place of ["HW_ACCESS_KEY", "HW_SECRET_KEY", "OS_ACCESS_KEY", "OS_SECRET_KEY"])
      expect(error.message).toContain(place);
  });

  test("only what is missing is named", async () => {
    const error = await refusal(open(anywhere, { HW_REGION_NAME: "" }));
    expect(error.message).toContain("no region");
    expect(error.message).not.toContain("credentials");
  });
});

test("a region that is no region name is a configuration error, and no call is made", async () => {
  const iamOnly = JSON.stringify({ ims: world.simulator.url });
  const error = await refusal(open(anywhere, { HW_REGION_NAME: "EU DE", PULUMI_IMS_ENDPOINTS: iamOnly }));
  expect(error.code).toBe("CONFIGURATION");
  expect(error.message).toContain('"EU DE" is no region name');
  expect(paths()).toEqual([]);
});

test("wrong keys are refused with what to check, and the secret is in no message", async () => {
  const secret = "WrongSecretKeyWrongSecretKeyWrongSecret1";
  const error = await refusal(open(anywhere, { HW_SECRET_KEY: secret }));
  expect(error.code).toBe("REFUSED");
  expect(error.message).toContain("Check access key, secret key and the clock");
  expect(error.message).not.toContain(secret);
  expect(paths()).toHaveLength(1);
  expect(world.simulator.takeClientViolations()).toMatchObject([{ why: "signature mismatch" }]);
});

test("a service that repeats the keys in its refusal does not bring them into the message", async () => {
  const { accessKey, secretKey } = demoCredentials;
  world.simulator.addFaults({
    match: { path: "^/v3/projects" },
    effect: {
      kind: "respond",
      status: 401,
      body: { error_code: "APIGW.0301", error_msg: `ak ${accessKey} sk ${secretKey}` },
    },
  });
  const error = await refusal(open(anywhere));
  expect(error.message).toContain(`ak ${accessKey.slice(0, 4)}… sk ***`);
  expect(JSON.stringify(error) + error.stack).not.toMatch(new RegExp(`${accessKey}|${secretKey}`));
});

describe("many resources of one place", () => {
  test("share one look-up", async () => {
    const connect = cloudOpener(settingsOf, clientFactory());
    const clouds = await Promise.all([1, 2, 3, 4, 5].map(() => connect(anywhere)));
    expect(new Set(clouds).size).toBe(1);
    expect(paths()).toEqual(["/v3/projects?name=eu-de"]);
  });

  test("look again after one that failed", async () => {
    const connect = cloudOpener(settingsOf, clientFactory());
    world.simulator.addFaults({ match: { nth: 1 }, effect: { kind: "respond", status: 403, body: {} } });
    await refusal(connect(anywhere));
    await expect(connect(anywhere)).resolves.toHaveProperty("place.region", "eu-de");
  });

  test("share what they ask for with those of the same key, and with no others", async () => {
    const shared = clientFactory();
    const others = { HW_SECRET_KEY: "AnotherSecretKeyAnotherSecretKeyAnother1", HW_PROJECT_ID: project("eu-de") };
    const identityOf = async (change: Environment, wanted: WantedPlace) =>
      (await openCloud(settingsOf(change), wanted, shared)).identity;
    const own = await identityOf({}, anywhere);
    expect(await identityOf({}, stored())).toBe(own);
    expect(await identityOf(others, anywhere)).not.toBe(own);
    expect(own).toMatch(/^[0-9a-f]{64}$/);
  });

  test("of two regions have two projects", async () => {
    const connect = cloudOpener(settingsOf, clientFactory());
    const places = await Promise.all(["eu-de", "eu-nl"].map(async (region) => (await connect({ region })).place));
    expect(places.map(({ projectId }) => projectId)).toEqual([project("eu-de"), project("eu-nl")]);
  });
});
