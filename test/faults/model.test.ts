/** The model of the creation protocol (test/model): every interleaving of small worlds with one fault. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const python = ["python3", "python"].find((name) => spawnSync(name, ["--version"]).status === 0);
const title = (text: string) => (python === undefined ? `${text} (left out: needs Python)` : text);
const testWithPython = python === undefined ? test.skip : test;

testWithPython(
  title("the model finds nothing outside of the named windows when one fault may happen at any point"),
  () => {
    const { status, stdout, stderr } = spawnSync(python ?? "", [join(__dirname, "../model"), "--quick"], {
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(stdout).toContain("0 worlds with findings outside the windows");
    expect(status).toBe(0);
  },
);
