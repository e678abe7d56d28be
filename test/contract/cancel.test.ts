/** Ctrl-C: the engine calls Cancel and then waits for every answer that is still owed. */
import { systemClock } from "../../provider/base/clock";
import * as kinds from "../../provider/kinds";
import { RpcError, RpcPartialFailure } from "../support/grpcWire";
import { failureOf, GrpcWorld, inputsOf, jobsOf, markerOf, until } from "../support/grpcWorld";
import { sampleRows, samples } from "../support/samples";

const jobSeconds = 2;

const withJobs = sampleRows.filter(({ kind }) => kind.jobType !== undefined);

describe.each(withJobs)("$type", ({ kind, sample }) => {
  const program = inputsOf(kind, sample.program);
  let world: GrpcWorld;
  beforeEach(async () => {
    world = await GrpcWorld.open({}, jobsOf(kind, jobSeconds));
  });
  afterEach(() => world.close());

  test("a create that is cancelled while it waits is recorded at once, and the next up finishes the same image", async () => {
    const stack = world.stack();
    const running = failureOf(stack.up(program), RpcPartialFailure);
    await until("the job is polled", () => world.polls() > 0);
    await world.provider.cancel();
    const failure = await running;
    expect(world.image().status).not.toBe("active");
    expect(failure.message).toContain("Interrupted while waiting");
    expect(failure.id).toBe(world.image().id);
    expect(markerOf(world.image())).toBe("p");

    const late = await failureOf(world.provider.create(program), RpcError);
    expect(late.message).toContain("Interrupted before anything was sent");
    expect(world.creates()).toBe(1);

    await world.restart();
    stack.provider = world.provider;
    expect(await stack.up(program)).toBe("update");
    expect(world.image()).toMatchObject({ id: stack.known().id, status: "active" });
    expect(markerOf(world.image())).toBe("o");
    expect(world.creates()).toBe(1);
    expect(await stack.up(program)).toBe("same");
  });
});

test("a create that is cancelled while its request is on its way reads the answer, and what it began is recorded", async () => {
  const kind = kinds.ecsSystemImage;
  const program = inputsOf(kind, samples.ecsSystemImage.program);
  const world = await GrpcWorld.open({}, jobsOf(kind, jobSeconds));
  try {
    world.simulator.addFaults({
      match: { method: "POST", path: "^/v2/cloudimages/action$" },
      effect: { kind: "delay", ms: 1_500 },
    });
    const running = failureOf(world.stack().up(program), RpcPartialFailure);
    const findOwnImages = /resource_instances/;
    await until("the image is looked for", () => world.simulator.log.some(({ path }) => findOwnImages.test(path)));
    await systemClock.sleep(500);
    expect(world.creates()).toBe(0);
    await world.provider.cancel();
    const failure = await running;
    expect(world.creates()).toBe(1);
    expect(failure.properties["jobId"]).toBe(world.simulator.truth().jobs[0]?.id);
    expect(markerOf(world.image())).toBe("p");
  } finally {
    await world.close();
  }
});

test("a delete that is cancelled while it waits for the job keeps the entry, and the next destroy deletes", async () => {
  const kind = kinds.ecsSystemImage;
  const world = await GrpcWorld.open({}, jobsOf(kind, jobSeconds));
  try {
    const stack = world.stack();
    await failureOf(
      stack.up({ ...inputsOf(kind, samples.ecsSystemImage.program), timeouts: { create: "200ms" } }),
      RpcPartialFailure,
    );
    const polls = world.polls();
    const running = failureOf(stack.destroy(), RpcError);
    await until("the delete polls the job", () => world.polls() > polls);
    await world.provider.cancel();
    expect((await running).message).toContain("Interrupted");
    expect(stack.known().id).toBe(world.image().id);
    await world.restart();
    stack.provider = world.provider;
    await stack.destroy();
    expect(world.images()).toEqual([]);
  } finally {
    await world.close();
  }
});
