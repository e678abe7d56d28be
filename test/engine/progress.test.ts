/** Output of the terminal and of a pipeline's log while images are waited for. */
import { busyServerId, demoServerId } from "pulumi-ims-simulator";
import { CliProject, type DeclaredResource } from "../support/cliProject";
import { until } from "../support/until";

jest.setTimeout(300_000);

let project: CliProject;
afterEach(() => project.close());

const image = (args: Readonly<Record<string, unknown>> = {}): DeclaredResource => ({
  class: "EcsSystemImage",
  args: { instanceId: demoServerId, ...args },
});
const many = (count: number, args = {}) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`golden-${index + 1}`, image(args)]));

interface Line {
  readonly at: number;
  readonly text: string;
}

/** A run, with each line of its output and when it came, in milliseconds since the start. */
function watch(...args: string[]) {
  const run = project.start("up", "--yes", "--skip-preview", ...args);
  const lines: Line[] = [];
  const start = performance.now();
  const take = (chunk: string) => {
    for (const text of chunk.split("\n").filter(Boolean)) lines.push({ at: performance.now() - start, text });
  };
  run.child.stdout?.on("data", take);
  run.child.stderr?.on("data", take);
  return { ...run, lines };
}

const time = String.raw`\d\d:\d\d:\d\d`;
const elapsed = /(init|queued|saving|running \d+ %).*, \d+ (s|min|h)\b/;

test("a server that is busy shows in the row, and Ctrl-C and the time-out name the last refusal", async () => {
  project = await CliProject.open();
  project.declare({
    busy: image({ instanceId: busyServerId }),
    hurried: image({ instanceId: busyServerId, timeouts: { create: "5s" } }),
  });
  const run = watch();
  const row = new RegExp(
    `EcsSystemImage busy creating .* IMG\\.0010, next try ${time}: create image: The server has a running task`,
  );
  await until(
    () => row.test(run.output()) && run.output().includes("hurried **creating failed**"),
    () => run.output(),
  );
  run.child.kill("SIGINT");
  const { output } = await run.done;
  expect(output).toMatch(
    /create image: interrupted; the last try: refused for the time being: IMG\.0010 .*after \d+ attempts?,/,
  );
  expect(output).toMatch(
    /create image: the time-out passes before the next try; the last one: refused for the time being: IMG\.0010 .*after 1 attempt,/,
  );
  expect(output).toContain("The image was not created.");
  expect(output).not.toContain("before the answer came");
  expect(await project.images()).toEqual({});
});

test("a refresh and a destroy that are held up show what they wait for", async () => {
  project = await CliProject.open();
  project.declare({ golden: image() });
  await project.up();
  const held = { kind: "throttle", retryAfter: "10" } as const;
  project.simulator.addFaults({ match: { method: "GET", path: "^/v2/(cloud)?images", nth: 1 }, effect: held });
  expect(await project.refresh()).toMatch(new RegExp(`golden .*APIGW\\.0308, next try ${time}: list images: `));
  project.simulator.clearFaults();
  project.simulator.addFaults({ match: { method: "DELETE", nth: 1 }, effect: held });
  expect(await project.destroy()).toMatch(
    new RegExp(`golden deleting .*APIGW\\.0308, next try ${time}: delete image: `),
  );
});

test("with --diff each line names its resource, and none has a time of its own", async () => {
  project = await CliProject.open({ speed: 20 });
  project.declare(many(3));
  const run = watch("--diff");
  const { code, output } = await run.done;
  expect(code).toBe(0);
  const lines = run.lines.map(({ text }) => text);
  const told = lines.filter((text) => /^(submitted as job|running|saving|init|queued|image .* is active)/.test(text));
  expect(told.length).toBeGreaterThanOrEqual(9);
  for (const text of told) expect(text).toMatch(/ \(golden-[123]\)$/);
  expect(output).not.toMatch(elapsed);
});

test("twelve images change their rows within ten seconds of the submit, and say nothing but news", async () => {
  project = await CliProject.open({ speed: 12 });
  const { PULUMI_IMS_POLL_INTERVAL: _interval, ...env } = project.env;
  project.env = env;
  project.declare(many(12));
  const run = watch("--parallel", "12");
  const { code, output } = await run.done;
  expect(code).toBe(0);
  expect(output).not.toMatch(elapsed);
  for (const name of Object.keys(many(12))) {
    const own = run.lines.filter(({ text }) => text.includes(`${name} creating`) && text.endsWith(`(${name})`));
    const submit = own.findIndex(({ text }) => text.includes("submitted as job"));
    const [submitted, first] = own.slice(submit);
    expect(first?.text).toMatch(/\) (saving|running \d+ %|queued|init)/);
    expect((first?.at ?? 0) - (submitted?.at ?? 0)).toBeLessThan(10_000);
    // The job takes twenty seconds: submitted, queued, saving, active, and the same once again.
    expect(own.length).toBeLessThanOrEqual(6);
  }
});

test("a quota that is full is called one by every call, also by those without codes", async () => {
  project = await CliProject.open();
  project.simulator.edit.setQuota("0a11ce00de0000000000000000000001", 0);
  project.declare({
    ims: image(),
    ecs: { class: "ServerImage", args: { instanceId: demoServerId } },
    record: { class: "ImageMetadata", args: { osVersion: "CentOS 7.0 64bit", minDisk: 40 } },
  });
  const output = await project.failUp();
  for (const name of ["ims", "ecs", "record"]) {
    expect(output).toMatch(
      new RegExp(`${name} \\*\\*creating failed\\*\\* .*The quota of private images is used up: delete images`),
    );
  }
  expect(output).not.toContain("lack the right");
});
