/** Creates that do not get to their end. */
import { RpcError, RpcPartialFailure } from "../../../support/grpcWire";
import { failureOf, markerOf, until } from "../../../support/grpcWorld";
import type { Bench, Scenario } from "./scenario";

const shortTime = { timeouts: { create: "1s" } };

/** An up that gives up while the job runs. */
async function giveUp({ stack, program }: Bench): Promise<RpcPartialFailure> {
  const failure = await failureOf(stack.up(program(shortTime)), RpcPartialFailure);
  expect(failure.message).toContain("Gave up after");
  return failure;
}

export const interruptions: readonly Scenario[] = [
  {
    title: "a create that runs out of time is recorded with all that later operations need",
    pace: "slow",
    needs: "job",
    run: async (bench) => {
      const { id, reasons, properties } = await giveUp(bench);
      const { world, program } = bench;
      const image = world.image();
      expect(id).toBe(image.id);
      expect(reasons.join()).toContain("Run `pulumi up` to continue");
      expect(properties).toMatchObject(program(shortTime));
      expect(properties).toMatchObject({ imageId: image.id, jobId: expect.any(String) });
      expect(["queued", "saving"]).toContain(properties["status"]);
      expect(markerOf(image)).toBe("p");
    },
  },
  {
    title: "a destroy while the job runs waits for it and leaves nothing",
    pace: "slow",
    needs: "job",
    run: async (bench) => {
      await giveUp(bench);
      await bench.stack.destroy();
      expect(bench.world.images()).toEqual([]);
    },
  },
  {
    title: "an interrupted create is finished by the next up, changes included",
    pace: "slow",
    needs: "job",
    run: async (bench) => {
      await giveUp(bench);
      const { world, stack, program } = bench;
      expect(await stack.up(program({ name: "renamed" }))).toBe("update");
      expect(world.image()).toMatchObject({ id: stack.known().id, status: "active", name: "renamed" });
      expect(markerOf(world.image())).toBe("o");
      expect(world.creates()).toBe(1);
      expect(stack.known().initErrors).toEqual([]);
      expect(await stack.up(program({ name: "renamed" }))).toBe("same");
    },
  },
  {
    title: "a refresh between an interrupted create and the next up forgets nothing",
    pace: "slow",
    needs: "job",
    run: async (bench) => {
      await giveUp(bench);
      const { world, stack, program } = bench;
      expect(await stack.refresh()).toBe("kept");
      await until("the image is active", () => world.image().status === "active");
      expect(await stack.refresh()).toBe("kept");
      expect(await stack.up(program())).toBe("update");
      expect(markerOf(world.image())).toBe("o");
      expect(world.creates()).toBe(1);
      expect(await stack.up(program())).toBe("same");
    },
  },
  {
    title: "a provider that was killed is followed by one that finishes the same image",
    pace: "slow",
    needs: "job",
    run: async ({ world, stack, program }) => {
      const killed = failureOf(stack.up(program()), RpcError);
      await until("the job is polled", () => world.polls() > 0);
      await world.restart();
      await killed;
      expect(stack.state).toBeUndefined();
      const next = world.stack();
      expect(await next.up(program())).toBe("create");
      expect(world.image()).toMatchObject({ id: next.known().id, status: "active" });
      expect(markerOf(world.image())).toBe("o");
      expect(world.creates()).toBe(1);
      expect(await next.up(program())).toBe("same");
    },
  },
];
