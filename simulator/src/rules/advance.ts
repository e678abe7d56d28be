// Brings the world to the present: requests that were put off are carried out, and jobs move on. No timer is needed.
import { advanceJobs } from "./advanceJobs";
import type { World } from "./world";

export function advance(world: World): void {
  const nowMs = world.clock.now();
  const due = world.late.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
  for (const request of due) {
    world.late.splice(world.late.indexOf(request), 1);
    request.carryOut(worldAt(world, request.atMs));
  }
  advanceJobs(world.store, nowMs);
}

/** The same world, at another moment. */
export function worldAt(world: World, atMs: number): World {
  return { ...world, clock: { ...world.clock, now: () => atMs } };
}
