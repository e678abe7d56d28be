import { demoServerId } from "pulumi-ims-simulator";
import { kinds, startWorld } from "../../support/inProcess";

const program = {
  name: "golden",
  instanceId: demoServerId,
  __urn: "urn:pulumi:dev::p::pulumi-nodejs:dynamic/ims:EcsSystemImage::golden",
};

test("where the older job call is gone, the newer one is asked, after one wasted call", async () => {
  const world = await startWorld({ oldJobCall: false });
  try {
    const stack = world.stack(kinds.ecsSystemImage);
    await stack.up(program);
    const asked = (path: RegExp) => world.simulator.log.filter((entry) => path.test(entry.path)).length;
    expect(asked(/^\/v1\/[0-9a-f]{32}\/jobs\//)).toBe(1);
    expect(asked(/^\/v1\/cloudimages\/job\//)).toBeGreaterThan(3);
    expect(world.simulator.truth().images).toEqual([
      expect.objectContaining({ id: stack.state?.id, status: "active" }),
    ]);
  } finally {
    await world.stop();
  }
});
