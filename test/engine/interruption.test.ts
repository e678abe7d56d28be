import { brokenServerId, demoServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";
import { isAlive, providersOf } from "../support/processes";
import { until } from "../support/until";

jest.setTimeout(300_000);

let project: CliProject;
afterEach(() => project.close());

const golden = { class: "EcsSystemImage", args: { name: "golden", instanceId: demoServerId } } as const;
const imageIds = () => project.simulator.truth().images.map(({ id }) => id);

/** An `up` that is in the middle of waiting for its job of about seven seconds. */
async function upInTheMiddle() {
  project = await CliProject.open({ speed: 30 });
  project.declare({ golden });
  const run = project.start("up", "--yes", "--skip-preview");
  await until(
    () => /running \d+ %/.test(run.output()),
    () => run.output(),
  );
  return run;
}

test("a failing job shows the code, the reason and the job id, and leaves nothing behind", async () => {
  project = await CliProject.open();
  project.declare({ golden: { ...golden, args: { ...golden.args, instanceId: brokenServerId } } });

  const output = await project.failUp();

  const [job] = project.simulator.truth().jobs;
  expect(output).toContain(`Job ${job?.id} failed: IMG.`);
  expect(await project.images()).toEqual({});
  expect(imageIds()).toEqual([]);
});

test("Ctrl-C in the middle of a wait ends the run at once, and the next up finishes the same image", async () => {
  const run = await upInTheMiddle();
  run.child.kill("SIGINT");
  const { output } = await run.done;
  expect(output).toContain("Interrupted while waiting for job");
  expect((await project.only("golden")).outputs["__phase"]).toBe("pending");
  expect(await project.succeed("preview")).toContain("the last run was interrupted: this update waits for image");

  await project.up();

  const made = await project.only("golden");
  expect(project.simulator.truth().creates).toBe(1);
  expect(imageIds()).toEqual([made.id]);
  expect(made.outputs).toMatchObject({ status: "active", __phase: "done", imageId: made.id });
  expect(await project.up()).toContain("2 unchanged");
});

test("SIGTERM in the middle of a wait does what Ctrl-C does", async () => {
  const run = await upInTheMiddle();
  run.child.kill("SIGTERM");
  const { output } = await run.done;
  expect(output).toContain("Interrupted while waiting for job");
  expect((await project.only("golden")).outputs["__phase"]).toBe("pending");
});

test("SIGKILL of the CLI leaves no process after 30 s and no second image: the next up takes the image over", async () => {
  const run = await upInTheMiddle();
  const providers = providersOf(run.child.pid);
  expect(providers).toHaveLength(1);
  run.child.kill("SIGKILL");
  await run.done;
  const killedAt = performance.now();
  await until(
    () => !providers.some(isAlive),
    () => "the provider lives on",
  );
  expect(performance.now() - killedAt).toBeLessThan(30_000);
  expect(await project.images()).toEqual({});
  const callsAfterKill = project.simulator.log.length;
  // The orphaned provider notices that its engine is gone: no change is asked for any more.
  await project.succeed("cancel", "--yes");
  const output = await project.up();

  const made = await project.only("golden");
  expect(output).toContain("which an interrupted run has left");
  expect(project.simulator.truth().creates).toBe(1);
  expect(imageIds()).toEqual([made.id]);
  const later = project.simulator.log.slice(callsAfterKill);
  expect(later.filter(({ method, path }) => method === "POST" && path.startsWith("/v2/cloudimages"))).toEqual([]);
  await project.destroy();
  expect(imageIds()).toEqual([]);
});
