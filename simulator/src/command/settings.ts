// The flags of the command; each is also an environment variable.
import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import type { z } from "zod";
import { CLOUDS, type Cloud } from "../base/cloud";
import { type Fault, faultListSchema } from "../faults/fault";
import type { ThrottleSettings } from "../rules/throttle";
import type { TlsOptions } from "../start";
import { type SeedDocument, seedSchema } from "../store/seedSchema";

export interface Settings {
  port: number;
  host: string;
  cloud: Cloud;
  speed: number;
  seed?: SeedDocument;
  faults?: Fault[];
  tokenSeconds?: number;
  throttle: ThrottleSettings;
  tls?: TlsOptions;
  strict: boolean;
  quiet: boolean;
}

interface Flags extends Omit<Settings, "throttle" | "tls"> {
  limitReads?: number;
  limitWrites?: number;
  limitWindow: "fixed" | "sliding";
  tlsKey?: string;
  tlsCert?: string;
  tlsClientCa?: string;
}

const DEFAULT_PORT = 9292;

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}

const above0 =
  (what: string) =>
  (text: string): number => {
    const value = Number(text);
    if (value > 0 && Number.isFinite(value)) return value;
    throw new InvalidArgumentError(`${what} is a number above 0.`);
  };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
}

/** Checks a file but hands on what was written, so that defaults are filled in once, at the start. */
const fileOf =
  <T extends z.ZodType>(schema: T) =>
  (file: string): z.input<T> => {
    const content: unknown = readJson(file);
    if (isInput(schema, content)) return content;
    const [issue] = schema.safeParse(content).error?.issues ?? [];
    throw new InvalidArgumentError(`${file}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`);
  };

const isInput = <T extends z.ZodType>(schema: T, content: unknown): content is z.input<T> =>
  schema.safeParse(content).success;

const option = (flags: string, text: string, variable: string): Option =>
  new Option(flags, text).env(`IMS_SIMULATOR_${variable}`);

/** A negated flag has no environment variable of its own, so this one is read here. */
const strictByDefault = (): boolean => !/^(0|false|no)$/i.test(process.env["IMS_SIMULATOR_STRICT"] ?? "");

export function readSettings(argv: readonly string[]): Settings {
  const program = new Command("pulumi-ims-simulator")
    .description("A local stand-in for the Image Management Service, for tests and offline work. Not for production.")
    .addOption(
      option("--port <number>", "port to listen on, 0 for any", "PORT").argParser(parsePort).default(DEFAULT_PORT),
    )
    .addOption(option("--host <address>", "address to listen on", "HOST").default("127.0.0.1"))
    .addOption(option("--cloud <name>", "whose limits apply", "CLOUD").choices(CLOUDS).default("huaweicloud"))
    .addOption(
      option("--speed <factor>", "divide the durations of jobs by this", "SPEED")
        .argParser(above0("The speed"))
        .default(1),
    )
    .addOption(
      option("--seed <file>", "JSON file with accounts, sources and images", "SEED").argParser(fileOf(seedSchema)),
    )
    .addOption(option("--faults <file>", "JSON file with faults", "FAULTS").argParser(fileOf(faultListSchema)))
    .addOption(
      option("--token-seconds <number>", "how long a token is valid (default: 86400)", "TOKEN_SECONDS").argParser(
        above0("The life of a token"),
      ),
    )
    .addOption(
      option("--limit-reads <number>", "calls a minute that only look, more are refused", "LIMIT_READS").argParser(
        above0("The limit"),
      ),
    )
    .addOption(
      option("--limit-writes <number>", "calls a minute that change something", "LIMIT_WRITES").argParser(
        above0("The limit"),
      ),
    )
    .addOption(
      option("--limit-window <kind>", "how a minute is counted", "LIMIT_WINDOW")
        .choices(["fixed", "sliding"])
        .default("fixed"),
    )
    .addOption(option("--tls-key <file>", "speak TLS with this key (PEM)", "TLS_KEY").argParser(readText))
    .addOption(option("--tls-cert <file>", "and this certificate (PEM)", "TLS_CERT").argParser(readText))
    .addOption(
      option(
        "--tls-client-ca <file>",
        "let in only clients with a certificate of this authority",
        "TLS_CLIENT_CA",
      ).argParser(readText),
    )
    .addOption(
      new Option(
        "--no-strict",
        "accept signing habits that the real gateway tolerates (env: IMS_SIMULATOR_STRICT=false)",
      ).default(strictByDefault()),
    )
    .addOption(option("--quiet", "print no request log", "QUIET").default(false));
  const { limitReads, limitWrites, limitWindow, tlsKey, tlsCert, tlsClientCa, ...settings } = program
    .parse(argv)
    .opts<Flags>();
  if ((tlsKey === undefined) !== (tlsCert === undefined)) program.error("error: --tls-key and --tls-cert go together.");
  return {
    ...settings,
    ...(tlsKey === undefined || tlsCert === undefined
      ? {}
      : { tls: { key: tlsKey, cert: tlsCert, ...(tlsClientCa === undefined ? {} : { clientCa: tlsClientCa }) } }),
    throttle: {
      window: limitWindow,
      ...(limitReads === undefined ? {} : { reads: limitReads }),
      ...(limitWrites === undefined ? {} : { writes: limitWrites }),
    },
  };
}
