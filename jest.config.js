const project = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testEnvironment: "node",
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform: { "^.+\\.ts$": ["ts-jest", { tsconfig: "<rootDir>/tsconfig.json" }] },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/simulator/dist/", "<rootDir>/examples/"],
  ...extra,
});

/**
 * unit: single modules. simulated: the provider against the simulator, in this process and in virtual time. contract: the
 * SDK's provider server over gRPC. engine: the real CLI. faults: random and exhaustive accidents. bench: costs of commands.
 */
module.exports = {
  projects: ["unit", "simulated", "contract", "engine", "faults", "bench"].map((name) => project(name)),
  testSequencer: "<rootDir>/tools/longestFirst.cjs",
  reporters: ["default", "<rootDir>/tools/countsReporter.cjs"],
  // One more than the usual two cores: the levels that start processes mostly wait for them.
  maxWorkers: 3,
  // A busy machine is no failure: what takes long is measured elsewhere.
  testTimeout: 180_000,
  coverageProvider: "v8",
};
