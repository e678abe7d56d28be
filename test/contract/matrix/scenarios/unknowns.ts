/** Every argument: not known yet in a preview. */
import type { Kind } from "../../../../provider/kinds/kind";
import type { Scenario } from "./scenario";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a preview shows when a value comes from a resource that is not there yet. */
const steps = { update: "update", replace: "replace", record: "update", local: "same" } as const;

export const unknowns = (kind: Kind): Scenario[] =>
  Object.entries(kind.fields).map(([key, { onChange }]) => ({
    title: `an unknown ${key} passes the preview (${steps[onChange]})`,
    pace: "quick",
    run: async ({ world, stack, program }) => {
      const inputs = await stack.check(program({ [key]: unknown }));
      expect(inputs[key]).toBe(unknown);
      await stack.up(program());
      const requests = world.simulator.log.length;
      const { step, replaces } = await stack.preview(program({ [key]: unknown }));
      expect(step).toBe(steps[onChange]);
      expect(replaces).toEqual(onChange === "replace" ? [key] : []);
      expect(world.simulator.log).toHaveLength(requests);
    },
  }));
