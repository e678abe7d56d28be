/** Where the provider learns the region and the endpoints, however the server hands the configuration over. */
import { demoCredentials, demoServerId, demoVolumeId, type Simulator } from "pulumi-ims-simulator";
import { ecsSystemImage, evsDataImage } from "../../provider/kinds";
import { type GrpcProvider, type GrpcProviderOptions, startGrpcProvider } from "../support/grpcProvider";
import { RpcError } from "../support/grpcWire";
import { contractEnvironment, failureOf, inputsOf } from "../support/grpcWorld";
import { startSimulator } from "../support/startSimulator";

let simulator: Simulator;
let provider: GrpcProvider | undefined;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 2_000 });
});
afterEach(async () => {
  await provider?.stop();
  for (const { id } of simulator.truth().images) simulator.edit.deleteImage(id);
});
afterAll(async () => {
  await simulator.stop();
});

const open = async (options: Partial<GrpcProviderOptions>) => {
  provider = await startGrpcProvider({ env: contractEnvironment(simulator), ...options });
  return provider;
};

const credentials = {
  HW_ACCESS_KEY: demoCredentials.accessKey,
  HW_SECRET_KEY: demoCredentials.secretKey,
  PULUMI_IMS_POLL_INTERVAL: "0.05",
};
const endpoints = () => JSON.stringify({ ims: simulator.url, iam: simulator.url });
const stackConfig = () => ({ "ims:region": "eu-nl", "ims:endpoints": endpoints() });
const program = (name = "golden") => inputsOf(ecsSystemImage, { name, instanceId: demoServerId }, name);
const elsewhere = { ims: "http://127.0.0.1:1", iam: "http://127.0.0.1:1" };

test("the stack configuration alone says where to work", async () => {
  const { create } = await open({ env: credentials, config: stackConfig() });
  const { outs } = await create(program());
  expect(outs).toMatchObject({ region: "eu-nl", projectId: demoCredentials.projects["eu-nl"] });
});

test("the stack configuration wins over the environment", async () => {
  const env = { ...contractEnvironment(simulator), PULUMI_IMS_ENDPOINTS: JSON.stringify(elsewhere) };
  const { create } = await open({ env, config: stackConfig() });
  const { outs } = await create(program());
  expect(outs).toMatchObject({ region: "eu-nl", __imsEndpoint: simulator.url });
});

test("a region of the program wins over both", async () => {
  const { create } = await open({ config: stackConfig() });
  const { outs } = await create({ ...program(), region: "eu-de" });
  expect(outs).toMatchObject({ region: "eu-de", projectId: demoCredentials.projects["eu-de"] });
});

test("without any configuration the first call that needs it says what to set, and check needs none", async () => {
  const { check, create } = await open({ env: {} });
  const { inputs, failures } = await check({}, program());
  expect(failures).toEqual([]);
  const failure = await failureOf(create(inputs), RpcError);
  expect(failure.message).toContain("no region");
  expect(failure.message).toContain("`ims:region`");
  expect(failure.message).toContain("HW_ACCESS_KEY and HW_SECRET_KEY");
});

test("a wrong piece of configuration is named, and mending it needs no code", async () => {
  const { create } = await open({ config: { ...stackConfig(), "ims:endpoints": "not JSON" } });
  const failure = await failureOf(create(program()), RpcError);
  expect(failure.message).toContain("ims:endpoints");
});

test("eight first creates at once, of two kinds, are all configured", async () => {
  const { create } = await open({ env: credentials, config: stackConfig() });
  const system = ["a", "b", "c", "d"].map((name) => program(name));
  const data = ["e", "f", "g", "h"].map((name) => inputsOf(evsDataImage, { name, volumeId: demoVolumeId }, name));
  const created = await Promise.all([...system, ...data].map((inputs) => create(inputs)));
  expect(created.map(({ outs }) => outs["region"])).toEqual(created.map(() => "eu-nl"));
  expect(new Set(created.map(({ id }) => id)).size).toBe(8);
  expect(simulator.truth().images).toHaveLength(8);
});

test("a server that is never configured works by the environment", async () => {
  const { create } = await open({ config: "never" });
  const { outs } = await create(program());
  expect(outs).toMatchObject({ region: "eu-de" });
});

test("a server that is configured after the first check works by the environment at least", async () => {
  const { check, configure, create } = await open({ config: "never" });
  const { inputs } = await check({}, program());
  await configure({ "ims:endpoints": endpoints() });
  const { outs } = await create(inputs);
  expect(outs).toMatchObject({ region: "eu-de" });
});
