/** What goes wrong outside, in the service and on the way. */
import type { Kind } from "../../../../provider/kinds/kind";
import { RpcError, RpcPartialFailure } from "../../../support/grpcWire";
import { failureOf } from "../../../support/grpcWorld";
import { given, type Scenario } from "./scenario";

export const trouble = (kind: Kind): readonly Scenario[] => [
  {
    title: "an image that was deleted outside is gone after a refresh, and the next up makes another",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const { id } = stack.known();
      world.simulator.edit.deleteImage(id);
      expect(await stack.refresh()).toBe("gone");
      expect(await stack.up(program())).toBe("create");
      expect(world.image().id).not.toBe(id);
    },
  },
  {
    title: "an image that was deleted outside cannot be changed, and the error names the way out",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const { id } = stack.known();
      world.simulator.edit.deleteImage(id);
      const failure = await failureOf(stack.up(program({ name: "renamed" })), RpcError);
      expect(failure.message).toContain(`Image ${id} is gone; run \`pulumi refresh\``);
    },
  },
  {
    title: "an image that the service refuses to show is not taken for gone",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const body = { error_code: "IMG.0026", error_msg: "no right" };
      world.simulator.addFaults({ match: { method: "GET" }, effect: { kind: "respond", status: 403, body } });
      const failure = await failureOf(stack.refresh(), RpcError);
      expect(failure.message).toContain("IMG.0026 no right");
      expect(stack.state).toBeDefined();
    },
  },
  {
    title: "a job that fails says why, and leaves neither an image nor an entry",
    pace: "quick",
    needs: "broken",
    run: async ({ sample, world, stack, program }) => {
      const { args, code, reason } = given(sample.broken);
      const failure = await failureOf(stack.up(program(args)), RpcError);
      const job = world.simulator.truth().jobs.at(-1);
      expect(failure.message).toContain(`Job ${job?.id} failed`);
      expect(failure.message).toContain(`${code} ${reason}`);
      expect(failure).not.toBeInstanceOf(RpcPartialFailure);
      expect(stack.state).toBeUndefined();
      expect(world.images()).toEqual([]);
      expect(world.creates()).toBe(1);
    },
  },
  {
    title: "a source that is not there is refused before anything begins",
    pace: "quick",
    needs: "missing",
    run: async ({ sample, world, stack, program }) => {
      const { args, code } = given(sample.missing);
      const failure = await failureOf(stack.up(program(args)), RpcError);
      expect(failure.message).toContain("The image was not created");
      expect(failure.message).toContain(code);
      expect(failure).not.toBeInstanceOf(RpcPartialFailure);
      expect(world.creates()).toBe(0);
    },
  },
  {
    title: "a create whose answer is lost still makes one image",
    pace: "quick",
    run: async ({ sample, world, stack, program }) => {
      const { method, path } = kind.submit(sample.program, [], { projectId: world.projectId });
      world.simulator.addFaults({
        match: { method, path: `${path}$`, nth: 1 },
        effect: { kind: "reset", when: "after" },
      });
      await stack.up(program());
      expect(world.image().id).toBe(stack.known().id);
      expect(world.creates()).toBe(1);
      expect(await stack.up(program())).toBe("same");
    },
  },
];
