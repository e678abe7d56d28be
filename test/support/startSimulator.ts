/** The one way in which tests start a simulator: it fails a test whose calls were not signed as they should be. */
import { type Simulator, type StartOptions, start } from "pulumi-ims-simulator";

/** A test that provokes objections takes them itself, before it stops the simulator. */
export async function startSimulator(options: StartOptions = {}): Promise<Simulator> {
  const simulator = await start(options);
  const stop = async () => {
    await simulator.stop();
    const lines = simulator.takeClientViolations().map(({ n, method, path, why }) => `#${n} ${method} ${path}: ${why}`);
    if (lines.length > 0) throw new Error(`The simulator objects to the signing of\n${lines.join("\n")}`);
  };
  return { ...simulator, stop };
}
