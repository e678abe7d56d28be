/** Kinds with a program for each, and words for what tests of the lifecycle look at. */
import {
  brokenQuickObject,
  brokenServerId,
  brokenVolumeId,
  demoServerId,
  demoVolumeId,
  type LogEntry,
  quickServerId,
  rawObject,
  type SeedDocument,
  type StartOptions,
  type StoredImage,
  secondVolumeId,
  zvhd2Object,
} from "pulumi-ims-simulator";
import type { Kind } from "../../../../provider/kinds/kind";
import type { Ports } from "../../../../provider/lifecycle/context/ports";
import { resourceProvider } from "../../../../provider/lifecycle/resourceProvider";
import type { FakeEngine } from "../../../support/fakeEngine";
import { kinds, type Process, startWorld, type World } from "../../../support/inProcess";
import { MiniStack, type Properties, type VerbProvider } from "../../../support/miniStack";

interface Source {
  /** The argument that says what the image is made from. */
  readonly source: string;
  readonly sourceId: string;
  readonly otherId: string;
  readonly missingId: string;
  readonly brokenId: string;
  /** The code and the reason that a job on the broken source ends with. */
  readonly brokenCode: string;
  readonly brokenReason: string;
  /** A source whose jobs take as long as a test wants. */
  readonly timedId: string;
  /** What else the kind requires. */
  readonly others: Properties;
  readonly path: string;
  readonly hint: string;
  /** The body that asks for an image of the source with these common fields. */
  sent(common: Properties): Properties;
}

const nowhere = "00000000-0000-4000-8000-000000000000";
const timedServerId = "11111111-2222-4333-8444-5555555555aa";
const timedVolumeId = "11111111-2222-4333-8444-5555555555bb";
const timedFile = { bucket: "timed-files", key: "timed.zvhd2" };

/** One kind of each sort is enough here: one image from a server, an element of a list, and values that are set after. */
const sources: Readonly<Record<string, Source>> = {
  ecsSystemImage: {
    source: "instanceId",
    sourceId: demoServerId,
    otherId: quickServerId,
    missingId: nowhere,
    brokenId: brokenServerId,
    brokenCode: "IMG.0006",
    brokenReason: "the system disk of the server cannot be used for an image",
    timedId: timedServerId,
    others: {},
    path: "/v2/cloudimages/action",
    hint: "Check instanceId",
    sent: (common) => ({ ...common, instance_id: demoServerId }),
  },
  evsDataImage: {
    source: "volumeId",
    sourceId: demoVolumeId,
    otherId: secondVolumeId,
    missingId: nowhere,
    brokenId: brokenVolumeId,
    brokenCode: "IMG.0022",
    brokenReason: "the state of the disk does not allow an image",
    timedId: timedVolumeId,
    others: {},
    path: "/v2/cloudimages/action",
    hint: "Check volumeId",
    sent: (common) => ({ data_images: [{ ...common, volume_id: demoVolumeId }] }),
  },
  quickImportSystemImage: {
    source: "imageUrl",
    sourceId: zvhd2Object,
    otherId: rawObject,
    missingId: "ims-image:nothing.zvhd2",
    brokenId: brokenQuickObject,
    brokenCode: "IMG.0057",
    brokenReason: "the image file is empty, missing, in a wrong format or unreadable",
    timedId: `${timedFile.bucket}:${timedFile.key}`,
    others: { osVersion: "CentOS 7.0 64bit", minDisk: 40 },
    path: "/v2/cloudimages/quickimport/action",
    hint: "The object was not found",
    sent: (common) => ({ ...common, image_url: zvhd2Object, os_version: "CentOS 7.0 64bit", min_disk: 40 }),
  },
};

export interface Row extends Source {
  readonly type: string;
  readonly kind: Kind;
  readonly program: Properties;
}

export const urnOf = (type: string, name = "golden") =>
  `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ims:${type}::${name}`;

function rowOf(kind: Kind, source: Source): Row {
  const program = {
    name: "golden",
    description: "first",
    tags: { team: "base", release: "42" },
    [source.source]: source.sourceId,
    ...source.others,
    __urn: urnOf(kind.type),
    __provider: "the loader",
  };
  return { ...source, type: kind.type, kind, program };
}

export const someKinds: readonly Row[] = Object.values(kinds).flatMap((kind) => {
  const source = sources[kind.name];
  return source === undefined ? [] : [rowOf(kind, source)];
});

export const timedSeed = (durationSeconds: number): SeedDocument => ({
  servers: [{ id: timedServerId, durationSeconds }],
  volumes: [{ id: timedVolumeId, serverId: demoServerId, durationSeconds }],
  buckets: [{ name: timedFile.bucket, objects: [{ key: timedFile.key, format: "zvhd2", durationSeconds }] }],
});
export const timedProgram = ({ program, source, timedId }: Row): Properties => ({ ...program, [source]: timedId });

export interface Life {
  readonly world: World;
  readonly process: Process;
  readonly engine: FakeEngine;
  readonly stack: MiniStack;
  /** A new process of the provider with what the engine has stored, as the next command of the CLI. */
  next(environment?: Readonly<Record<string, string>>): Life;
  /** The next command after everything was killed: nothing was stored. */
  afterKill(): Life;
}

export function lifeIn(world: World, kind: Kind, environment?: Readonly<Record<string, string>>): Life {
  const process = world.process(environment);
  const stack = new MiniStack(process.provider(kind));
  return {
    world,
    process,
    engine: process.engine,
    stack,
    next: (other) => {
      const life = lifeIn(world, kind, other);
      life.stack.state = stack.state;
      life.stack.replaced = stack.replaced;
      return life;
    },
    afterKill: () => lifeIn(world, kind),
  };
}

/** Opens worlds, and closes them after each test. */
export function worlds(): (options?: StartOptions) => Promise<World> {
  const open: World[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((world) => world.stop()));
  });
  return async (options) => {
    const world = await startWorld(options);
    open.push(world);
    return world;
  };
}

export const callsOf = ({ simulator }: World) =>
  simulator.log.map(({ method, path }) => `${method} ${path.split("?")[0]}`);

const isSearch = ({ path }: LogEntry) => path.includes("/resource_instances/");

/** Requests to the image service that change something. */
export const changesOf = ({ simulator }: World) =>
  simulator.log
    .filter((entry) => entry.method !== "GET" && !isSearch(entry))
    .map(({ method, path }) => `${method} ${path}`);

/** The calls that make an image, whatever from. */
export const createCall = { method: "POST", path: "^/v[12]/cloudimages/([a-z]+/)?action$" } as const;
const createPath = new RegExp(createCall.path);
export const isCreate = ({ method, path }: LogEntry) => method === createCall.method && createPath.test(path);

export const postsOf = ({ simulator }: World) => simulator.log.filter(isCreate).length;

export const images = ({ simulator }: World): readonly StoredImage[] => simulator.truth().images;

export function onlyImage(world: World): StoredImage {
  const [image, ...others] = images(world);
  if (image === undefined || others.length > 0) throw new Error(`there are ${images(world).length} images, not one`);
  return image;
}

/** The owner that the marker of a resource's image names. */
export const ownerOf = ({ __token, __nonce }: Readonly<Record<string, unknown>>) => ({
  token: String(__token),
  nonce: String(__nonce),
});
export const markerOf = ({ tags }: StoredImage) => tags["pulumi-ims"] ?? "";
export const programTags = ({ tags }: StoredImage): Record<string, string> => {
  const { "pulumi-ims": _, ...others } = tags;
  return others;
};

export function failure(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    (value) => {
      throw new Error(`it succeeded: ${JSON.stringify(value)}`);
    },
    (error: unknown) => {
      if (error instanceof Error) return error;
      throw error;
    },
  );
}

/** Does something in the middle of the wait for a job. */
export function whileWaiting({ engine }: Life, act: () => void): void {
  let done = false;
  engine.onProgress = (message) => {
    if (done || !/, job [0-9a-f]{32}$/.test(message)) return;
    done = true;
    act();
  };
}

/** The same process, in which something happens between the answer to a call and what is done next. */
export function afterCall({ process }: Life, kind: Kind, call: string, act: () => void): MiniStack {
  const { ports } = process;
  const connect: Ports["connect"] = async (wanted) => {
    const cloud = await ports.connect(wanted);
    return {
      ...cloud,
      send: async (operation, options) => {
        const value = await cloud.send(operation, options);
        if (operation.name === call) act();
        return value;
      },
    };
  };
  const runtime = { ports: { ...ports, connect }, configure: () => undefined, during: plainly };
  return new MiniStack(resourceProvider(kind, runtime) as VerbProvider);
}

const plainly = <Result>(call: () => Promise<Result>) => call();

/** An image that was made and handed over. */
export async function finished(world: World, row: Row, program: Properties = row.program): Promise<Life> {
  const life = lifeIn(world, row.kind);
  await life.stack.up(program);
  world.simulator.resetLog();
  return life;
}

/** A create that was interrupted while its job ran. */
/** A run whose processes were all killed while it waited: the state knows nothing of it. */
export async function killed(world: World, row: Row, program: Properties = row.program): Promise<Life> {
  const life = lifeIn(world, row.kind);
  whileWaiting(life, () => life.engine.die());
  await failure(life.stack.up(program));
  return life.afterKill();
}

export async function interrupted(world: World, row: Row, program: Properties = row.program): Promise<Life> {
  const life = lifeIn(world, row.kind);
  whileWaiting(life, () => life.engine.cancel());
  await failure(life.stack.up(program));
  return life;
}
