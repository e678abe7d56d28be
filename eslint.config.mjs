// Only what biome cannot do: promises that nobody waits for, and clocks and chance that tests cannot hold.
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**"] },
  {
    files: ["provider/**/*.ts", "simulator/src/**/*.ts", "test/**/*.ts", "examples/**/*.ts"],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
    },
  },
  {
    files: ["test/**/*.ts"],
    ignores: ["test/support/startSimulator.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          name: "pulumi-ims-simulator",
          importNames: ["start"],
          message: "startSimulator also fails tests whose calls are not signed as they should be.",
        },
      ],
    },
  },
  {
    files: ["provider/**/*.ts", "simulator/src/**/*.ts", "test/unit/**/*.ts", "test/simulated/**/*.ts"],
    ignores: ["provider/base/**", "simulator/src/base/**", "test/unit/tools/**"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Time comes from a clock." },
        { object: "Math", property: "random", message: "Chance is passed in." },
      ],
    },
  },
);
