/** The loader text finds the package wherever a program may live. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { demoServerId, type Simulator } from "pulumi-ims-simulator";
import { ecsSystemImage } from "../../provider/kinds";
import { type GrpcProvider, repository, startGrpcProvider } from "../support/grpcProvider";
import { RpcError } from "../support/grpcWire";
import { contractEnvironment, failureOf, inputsOf } from "../support/grpcWorld";
import { MiniStack } from "../support/miniStack";
import { startSimulator } from "../support/startSimulator";

let simulator: Simulator;
let scratch: string;
let provider: GrpcProvider | undefined;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 2_000 });
});
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "pulumi-ims-layout-"));
});
afterEach(async () => {
  await provider?.stop();
  rmSync(scratch, { recursive: true, force: true });
});
afterAll(async () => {
  await simulator.stop();
});

const packageNames = () => {
  const text = readFileSync(join(repository, "package.json"), "utf8");
  return Object.keys((JSON.parse(text) as { dependencies: Record<string, string> }).dependencies);
};

/** A real copy of what the package ships, with its dependencies in the same `node_modules`. */
function install(modules: string): string {
  const target = join(modules, "pulumi-ims");
  mkdirSync(target, { recursive: true });
  for (const part of ["package.json", "dist"]) cpSync(join(repository, part), join(target, part), { recursive: true });
  for (const name of packageNames()) symlinkSync(join(repository, "node_modules", name), join(modules, name));
  return target;
}

function installFlat(): string {
  install(join(scratch, "node_modules"));
  return scratch;
}

/** As pnpm does it: the program sees its direct dependency only, the rest lies beside the real folder. */
function installStrict(): string {
  const app = join(scratch, "app");
  const real = install(join(scratch, "store/pulumi-ims@0.1.0/node_modules"));
  mkdirSync(join(app, "node_modules"), { recursive: true });
  symlinkSync(real, join(app, "node_modules/pulumi-ims"));
  return app;
}

function installAbove(): string {
  const deep = join(installFlat(), "infra/images");
  mkdirSync(deep, { recursive: true });
  return deep;
}

const layouts: readonly { readonly title: string; readonly cwd: () => string }[] = [
  { title: "where npm installed it", cwd: installFlat },
  { title: "where npm installed it some folders above", cwd: installAbove },
  { title: "where pnpm linked it", cwd: installStrict },
  { title: "from a workspace that links it", cwd: () => join(repository, "examples/ecs-system-image") },
  { title: "from the root of its own repository", cwd: () => repository },
  { title: "from a folder of its own repository that is no package", cwd: () => dirname(__filename) },
];

test.each(layouts)("the loader finds the package $title", async ({ cwd }) => {
  provider = await startGrpcProvider({ cwd: cwd(), env: contractEnvironment(simulator) });
  const stack = new MiniStack(provider);
  const program = inputsOf(ecsSystemImage, { name: "golden", instanceId: demoServerId });
  expect(await stack.up(program)).toBe("create");
  expect(await stack.up(program)).toBe("same");
  expect(simulator.truth().images.map(({ id }) => id)).toEqual([stack.known().id]);
  await stack.destroy();
  expect(simulator.truth().images).toEqual([]);
});

test("where the package is not installed, the error names it", async () => {
  provider = await startGrpcProvider({ cwd: scratch, env: contractEnvironment(simulator) });
  const program = inputsOf(ecsSystemImage, { instanceId: demoServerId });
  const failure = await failureOf(provider.check({}, program), RpcError);
  expect(failure.message).toContain("Cannot find module 'pulumi-ims/dynamic'");
});
