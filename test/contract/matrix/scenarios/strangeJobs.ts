/** Jobs that answer otherwise than the pages say. */
import { markerOf } from "../../../support/grpcWorld";
import type { Properties } from "../../../support/miniStack";
import type { Scenario } from "./scenario";

const strangeAnswers: readonly { readonly title: string; readonly to?: number; readonly body: Properties }[] = [
  { title: "a state that no page knows", to: 2, body: { status: "PAUSED", entities: {} } },
  { title: "a state in small letters", to: 2, body: { status: "running", entities: null } },
  { title: "empty entities at the end", body: { status: "SUCCESS", entities: {} } },
  { title: "null entities at the end", body: { status: "SUCCESS", entities: null } },
  { title: "no entities at the end", body: { status: "SUCCESS" } },
];

export const strangeJobs = strangeAnswers.map(
  ({ title, to, body }): Scenario => ({
    title: `a job with ${title} still ends in one image`,
    pace: "quick",
    needs: "job",
    run: async ({ world, stack, program }) => {
      const match = { path: "/jobs/", ...(to === undefined ? {} : { to }) };
      world.simulator.addFaults({ match, effect: { kind: "respond", status: 200, body } });
      await stack.up(program());
      expect(world.image()).toMatchObject({ id: stack.known().id, status: "active" });
      expect(markerOf(world.image())).toBe("o");
      expect(await stack.up(program())).toBe("same");
    },
  }),
);
