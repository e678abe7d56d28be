// The command pulumi-ims-simulator: starts one simulator, prints its request log, stops on a signal.
import { banner } from "./command/banner";
import { requestLine } from "./command/requestLine";
import { readSettings, type Settings } from "./command/settings";
import { type StartOptions, start } from "./start";

const print = (text: string): void => void process.stdout.write(text);

function fail(error: unknown, { host, port }: Settings): void {
  const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  const reason = taken ? `port ${port} on ${host} is in use; choose another with --port` : String(error);
  process.stderr.write(`pulumi-ims-simulator: ${reason}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const settings = readSettings(process.argv);
  const { quiet, ...options } = settings;
  const log: StartOptions = quiet ? {} : { onRequest: (entry) => print(requestLine(entry)) };
  try {
    const simulator = await start({ ...options, ...log });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void simulator.stop());
    print(banner(simulator.url, !settings.seed?.replaceDefault));
  } catch (error) {
    fail(error, settings);
  }
}

void main();
