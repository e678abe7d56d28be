import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../base/root.mjs";

const region = "eu-de";

/**
 * A simulated cloud and an empty Pulumi backend, both gone again after `close`. `env` points the CLI at them and takes
 * away whatever else the machine knows about clouds. Jobs run `speed` times as fast as the real ones.
 */
export async function openPlayground({ cliDir, speed, onRequest }) {
  const { start, demoCredentials } = createRequire(import.meta.url)(join(root, "simulator"));
  const simulator = await start({ speed, onRequest });
  const dir = mkdtempSync(join(tmpdir(), "pulumi-ims-"));
  const state = join(dir, "state");
  mkdirSync(state);
  const env = {
    ...withoutClouds(process.env),
    PATH: [cliDir, process.env.PATH].join(delimiter),
    PULUMI_HOME: join(dir, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: "playground",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_IMS_ENDPOINTS: JSON.stringify({ ims: simulator.url, iam: simulator.url, ecs: simulator.url }),
    PULUMI_IMS_POLL_INTERVAL: "1",
    HW_ACCESS_KEY: demoCredentials.accessKey,
    HW_SECRET_KEY: demoCredentials.secretKey,
    HW_REGION_NAME: region,
  };
  const close = async () => {
    await simulator.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { simulator, dir, env, close };
}

const cloudVariable = /^(HW|OS|HUAWEICLOUD|PULUMI)_/;

function withoutClouds(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !cloudVariable.test(name)));
}
