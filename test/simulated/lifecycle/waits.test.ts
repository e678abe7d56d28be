/** No silent wait: the row of every class shows what its verbs wait for, and their end names the last refusal. */
import { demoCredentials, type Fault } from "pulumi-ims-simulator";
import { inputsOf } from "../../support/grpcWorld";
import { environmentOf, type World } from "../../support/inProcess";
import { MiniStack } from "../../support/miniStack";
import { sampleRows } from "../../support/samples";
import { failure, images, worlds } from "./support/lives";
import { type Subject, subjects } from "./support/subjects";

jest.setTimeout(120_000);

const openWorld = worlds();

const refusal = (status: number, code: string, headers = {}): Fault["effect"] => ({
  kind: "respond",
  status,
  body: status === 400 ? { error: { code, message: "not now" } } : { error_code: code, error_msg: "not now" },
  headers,
});
const busy = refusal(400, "IMG.0010");
const throttled = refusal(429, "APIGW.0308", { "retry-after": "40" });
const authUnavailable = refusal(503, "APIGW.0613");

const creates = { method: "POST", path: "cloudimages|^/v2/images$|/servers/" };

function open({ provider, program }: Subject, world: World, environment?: Readonly<Record<string, string>>) {
  const process = world.process(environment);
  const stack = new MiniStack(provider(process));
  const rows: string[] = [];
  process.engine.onProgress = (message, urn) => {
    if (urn === program["__urn"]) rows.push(message);
  };
  return { stack, rows, engine: process.engine };
}

const time = "\\d\\d:\\d\\d:\\d\\d";
const shows = (code: string, call = ".*") =>
  expect.stringMatching(new RegExp(`^${code}, next try ${time}: ${call}: not now$`));

describe.each(subjects)("$type", (subject) => {
  const { program, renamed, seed } = subject;

  test("shows in its row what the service refuses for the time being, in every verb", async () => {
    const world = await openWorld(seed);
    const { stack, rows } = open(subject, world);
    const during = async (fault: Fault, verb: () => Promise<unknown>) => {
      rows.length = 0;
      world.simulator.addFaults(fault);
      await verb();
      world.simulator.clearFaults();
      return [...rows];
    };
    const search = { path: "resource_instances|^/v2/images$", to: 10 };
    expect(await during({ match: search, effect: authUnavailable }, () => stack.up(program))).toContainEqual(
      shows("APIGW.0613"),
    );
    expect(
      await during({ match: { method: "GET", to: 10 }, effect: authUnavailable }, () => stack.refresh()),
    ).toContainEqual(shows("APIGW.0613"));
    expect(await during({ match: { method: "PATCH", to: 2 }, effect: busy }, () => stack.up(renamed))).toContainEqual(
      shows("IMG.0010"),
    );
    expect(
      await during({ match: { method: "DELETE", to: 1 }, effect: throttled }, () => stack.destroy()),
    ).toContainEqual(shows("APIGW.0308", "delete image"));
    expect(images(world)).toEqual([]);
  });

  test("shows that a create is refused because of a running task, and goes on when it is accepted", async () => {
    const world = await openWorld(seed);
    world.simulator.addFaults({ match: { ...creates, to: 3 }, effect: busy });
    const { stack, rows } = open(subject, world);
    await stack.up(program);
    expect(rows[0]).toEqual(shows("IMG.0010"));
    expect(rows.filter((row) => row.startsWith("IMG.0010"))).toHaveLength(3);
    expect(stack.known().outputs["__phase"]).toBe("done");
  });

  test("ends by Ctrl-C with the last refusal and the number of attempts, and records nothing", async () => {
    const world = await openWorld(seed);
    world.simulator.addFaults({ match: creates, effect: busy });
    const { stack, rows, engine } = open(subject, world);
    engine.onProgress = (message) => {
      rows.push(message);
      if (rows.length === 3) engine.cancel();
    };
    const { message } = await failure(stack.up(program));
    expect(message).toMatch(
      /The image was not created\. .*: interrupted; the last try: refused for the time being: IMG\.0010 not now/,
    );
    expect(message).toContain("after 3 attempts");
    expect(message).not.toContain("before the answer came");
    expect(stack.state).toBeUndefined();
    expect(images(world)).toEqual([]);
  });

  test("ends by the time-out with the last refusal and the number of attempts, and records nothing", async () => {
    const world = await openWorld(seed);
    world.simulator.addFaults({ match: creates, effect: busy });
    const { stack } = open(subject, world);
    const { message } = await failure(stack.up({ ...program, timeouts: { create: "5s" } }));
    expect(message).toMatch(
      /the time-out passes before the next try; the last one: refused for the time being: IMG\.0010 not now/,
    );
    expect(message).toContain("after 1 attempt,");
    expect(stack.state).toBeUndefined();
    expect(images(world)).toEqual([]);
  });

  test("shows states without times, the job once, and so that a row has room for them", async () => {
    const world = await openWorld(seed);
    const { stack, rows } = open(subject, world);
    await stack.up(program);
    await stack.destroy();
    expect(rows.filter((row) => / \d+ (s|min|h)\b/.test(row))).toEqual([]);
    const states = rows.filter((row) => !/[0-9a-f]{32}|[0-9a-f-]{36}/.test(row));
    // The task of a job stands at the end, and may be cut off.
    for (const row of states) expect(row.replace(/ \(.*/, "").length).toBeLessThanOrEqual(25);
    const named = rows.filter((row) => /, job [0-9a-f]{32}$/.test(row));
    expect(named.length).toBe(new Set(named.map((row) => row.slice(-32))).size);
  });

  test("shows that signing in takes long, and looking for the project", async () => {
    const world = await openWorld(seed);
    const { HW_ACCESS_KEY: _key, HW_SECRET_KEY: _secret, ...rest } = environmentOf(world.simulator);
    const { account, user, password } = demoCredentials;
    const signingIn = { ...rest, OS_USERNAME: user, OS_PASSWORD: password, OS_USER_DOMAIN_NAME: account };
    world.simulator.addFaults(
      { match: { path: "^/v3/auth/tokens", to: 1 }, effect: throttled },
      { match: { path: "^/v3/projects", to: 1 }, effect: throttled },
    );
    const { stack, rows } = open(subject, world, signingIn);
    await stack.up(program);
    expect(rows[0]).toEqual(shows("APIGW.0308", "create token"));
    expect(rows[1]).toEqual(shows("APIGW.0308", "list projects"));
  });
});

test("resources that wait for the same sign-in or search all show it", async () => {
  const world = await openWorld();
  const [row] = sampleRows;
  if (row === undefined) throw new TypeError("there are no samples");
  const process = world.process();
  const told = new Set<string>();
  process.engine.onProgress = (message, urn) => {
    if (message.startsWith("APIGW.0308")) told.add(urn);
  };
  world.simulator.addFaults({ match: { path: "^/v3/projects", to: 1 }, effect: throttled });
  const programs = ["a", "b", "c"].map((name) => {
    const inputs = inputsOf(row.kind, { ...row.sample.program, name });
    return { ...inputs, __urn: String(inputs["__urn"]).replace(/::[^:]*$/, `::${name}`) };
  });
  await Promise.all(programs.map((program) => new MiniStack(process.provider(row.kind)).up(program)));
  expect([...told].toSorted()).toEqual(programs.map((program) => program.__urn));
});
