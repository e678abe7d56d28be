import { runScript } from "./runScript";

// Each test starts processes, which take their time on a busy machine.

describe("comparing versions of the Pulumi CLI", () => {
  const rows: [version: string, floor: string, expected: boolean][] = [
    ["v3.220.0", "3.220.0", true],
    ["v3.259.0", "3.220.0", true],
    ["v4.0.0", "3.220.0", true],
    ["3.220.1", "3.220.0", true],
    ["v3.221.0-alpha.1", "3.220.0", true],
    ["v3.220.0-alpha.1", "3.220.0", false],
    ["v3.219.9", "3.220.0", false],
    ["v3.99.0", "3.220.0", false],
    ["v2.300.0", "3.220.0", false],
    ["unknown", "3.220.0", false],
  ];
  let answers: boolean[];

  beforeAll(async () => {
    const script = `import { isAtLeast } from "tools:pulumi-cli/isAtLeast.mjs";
      console.log(JSON.stringify(${JSON.stringify(rows)}.map(([version, floor]) => isAtLeast(version, floor))));`;
    answers = JSON.parse((await runScript(script)).stdout) as boolean[];
  });

  it.each(rows.map((row, i) => [...row, i] as const))(
    "%s against the floor %s is %s",
    (_version, _floor, expected, i) => {
      expect(answers[i]).toBe(expected);
    },
  );
});
