// Who may import whom. Everything that is not listed is refused; type-only imports count.
const provider = "^provider/";
/** From the top down: each folder may import those after it. */
const wings = ["sets", "verbs", "steps", "context", "batching", "ownership", "reading", "inputs", "state"];
const outside = ["kinds/kind", "kinds/sets/setKind", "ims", "jobs", "engine/engine", "http/client/cloud", "base"];
const lifecycle = Object.fromEntries([
  ["lifecycle/resourceProvider.ts", ["lifecycle", ...outside]],
  ...wings.map((wing, level) => [
    `lifecycle/${wing}`,
    [...wings.slice(level).map((below) => `lifecycle/${below}/`), ...outside],
  ]),
]);
const allowed = {
  "index.ts": ["resources", "kinds", "files/localFile", "ims", "base/errors"],
  "dynamic.ts": ["lifecycle", "kinds", "session", "engine", "config", "base"],
  cli: ["cli", "lifecycle", "kinds", "engine/engine", "session", "http/client/cloud", "config", "ims", "base"],
  resources: [
    "resources",
    "kinds",
    "files/describeFile",
    "files/localFile",
    "ims/image",
    "config/keys",
    "base/isRecord",
  ],
  kinds: ["kinds", "files", "ims", "base"],
  ...lifecycle,
  ims: ["ims", "base"],
  jobs: ["jobs", "ims", "base"],
  "jobs/waitFor.ts": ["jobs/pollDelay", "jobs/sharedPoller", "base"],
  "jobs/sharedPoller.ts": ["base"],
  files: ["files", "base"],
  engine: ["engine", "base"],
  session: ["session", "http", "auth", "config", "ims", "base"],
  "http/wire.ts": ["base"],
  "http/client": ["http", "auth", "config", "ims", "base"],
  "http/limits": ["http/wire", "http/limits", "http/failures", "http/client", "config", "ims", "base"],
  "http/failures": ["http/wire", "http/failures", "http/client", "ims", "base"],
  "http/connection": ["http/wire", "http/connection", "http/failures", "http/client", "config", "base"],
  auth: ["auth", "ims", "base"],
  config: ["config", "auth/credentials", "auth/sign", "ims/operation", "ims/cloudLimits", "base"],
  base: ["base"],
};

/** Packages that one folder uses and no other. */
const packages = {
  "^@pulumi/": ["resources/", "kinds/", "lifecycle/resourceProvider"],
  "^commander$": ["cli/"],
  "^yaml$": ["config/sources/cloudsYaml", "config/stateIdentity"],
  "^undici$": ["http/connection/transport", "http/connection/dispatchers"],
  "^zod$": ["kinds/", "lifecycle/verbs/check"],
  "^fastest-levenshtein$": ["lifecycle/verbs/check"],
};

const layerRules = Object.entries(allowed).map(([from, targets]) => ({
  name: `${from} imports only ${targets.join(", ")}`,
  severity: "error",
  from: { path: `${provider}${from.replace(".", "\\.")}` },
  to: { path: provider, pathNot: targets.map((target) => `${provider}${target}`) },
}));

const packageRules = Object.entries(packages).map(([name, users]) => ({
  name: `${name} is used by ${users.join(", ")}`,
  severity: "error",
  from: { path: provider, pathNot: users.map((user) => `${provider}${user}`) },
  to: { path: `node_modules/${name.slice(1).replace("$", "/")}` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    ...packageRules,
    {
      name: "no import cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "the simulator knows nothing of the provider",
      severity: "error",
      from: { path: "^simulator/" },
      to: { path: "^(provider|dist)/" },
    },
    {
      name: "the provider knows nothing of the simulator",
      severity: "error",
      from: { path: provider },
      to: { path: "^(simulator|test|tools|examples)/" },
    },
    {
      name: "examples use the package by its name",
      severity: "error",
      from: { path: "^examples/" },
      to: { path: "^(provider|simulator|dist)/", dependencyTypes: ["local"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
  },
};
