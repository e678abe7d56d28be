/** The whole way of an image through a proxy to a cloud that speaks TLS, and what is said when it is barred. */
import { demoServerId } from "pulumi-ims-simulator";
import { environmentOf, kinds, startWorld, type World } from "../../support/inProcess";
import { MiniStack } from "../../support/miniStack";
import { certificate, certificatePath, connectProxy, type TunnelProxy } from "../../unit/http/support/httpsServer";

const host = "https://ims.example.test";
const endpoints = JSON.stringify({ ims: host, iam: host, sts: host, ecs: host });
const trusted = { OS_CACERT: certificatePath("ca") };
const known = { OS_CERT: certificatePath("client"), OS_KEY: certificatePath("client-key") };
const program = { name: "golden", instanceId: demoServerId, __urn: "urn:pulumi:dev::shop::ims:EcsSystemImage::golden" };

let world: World;
let proxy: TunnelProxy | undefined;
afterEach(async () => {
  await proxy?.stop();
  await world.stop();
});

/** The simulator behind TLS; only clients that it knows are let in with `clientCa`. */
async function cloud({ clientCa = false, proxyStatus = 200 } = {}): Promise<void> {
  const identity = { key: certificate("server-key"), cert: certificate("server") };
  world = await startWorld({ tls: { ...identity, ...(clientCa && { clientCa: certificate("ca") }) } });
  proxy = await connectProxy(Number(new URL(world.simulator.url).port), proxyStatus);
}

function stackWith(environment: Readonly<Record<string, string>>): MiniStack {
  const way = { PULUMI_IMS_ENDPOINTS: endpoints, HTTPS_PROXY: `http://127.0.0.1:${proxy?.port}`, ...environment };
  const process = world.process({ ...environmentOf(world.simulator), ...way });
  return new MiniStack(process.provider(kinds.ecsSystemImage));
}

const calls = () => world.simulator.log.length;

test("an image is made and deleted through the proxy, with the custom CA and the client certificate", async () => {
  await cloud({ clientCa: true });
  const stack = stackWith({ ...trusted, ...known });
  await stack.up(program);
  expect(stack.known().outputs["status"]).toBe("active");
  expect(world.simulator.truth().images).toHaveLength(1);
  await stack.destroy();
  expect(world.simulator.truth().images).toEqual([]);
  expect(new Set(proxy?.asked.map(({ target }) => target))).toEqual(new Set(["ims.example.test:443"]));
});

test.each([
  ["no CA that is known here", {}, "name the right CA certificate with cacertFile or OS_CACERT"],
  [
    "another CA",
    { OS_CACERT: certificatePath("other-ca") },
    "name the right CA certificate with cacertFile or OS_CACERT",
  ],
])("%s: nothing was asked for, and it is said what to do", async (_what, environment, words) => {
  await cloud();
  await expect(stackWith(environment).up(program)).rejects.toThrow(words);
  expect(calls()).toBe(0);
});

test("no client certificate where the cloud wants one: nothing was asked for", async () => {
  await cloud({ clientCa: true });
  // Whether the server's alert or the end of the connection comes first is chance here; its hint has a test of its own.
  await expect(stackWith(trusted).up(program)).rejects.toThrow(/^list projects: /);
  expect(calls()).toBe(0);
});

test.each([
  [407, "The proxy wants a user and a password: write them into HTTPS_PROXY."],
  [403, "The proxy refuses to connect to this host: check HTTPS_PROXY and NO_PROXY, or ask who runs the proxy."],
])("a proxy that answers %d: nothing was asked for, and it is said what to do", async (proxyStatus, words) => {
  await cloud({ proxyStatus });
  await expect(stackWith(trusted).up(program)).rejects.toThrow(words);
  expect(calls()).toBe(0);
});

test("`insecure` makes an image all the same, and says aloud what that means", async () => {
  await cloud();
  const way = { PULUMI_IMS_ENDPOINTS: endpoints, HTTPS_PROXY: `http://127.0.0.1:${proxy?.port}`, OS_INSECURE: "true" };
  const process = world.process({ ...environmentOf(world.simulator), ...way });
  await new MiniStack(process.provider(kinds.ecsSystemImage)).up(program);
  expect(world.simulator.truth().images).toHaveLength(1);
  expect(process.engine.warned).toEqual([expect.stringMatching(/^`insecure` is set: certificates are not checked/)]);
});
