import { tmpdir } from "node:os";
import { findOnPath } from "../base/findOnPath.mjs";
import { run } from "../base/run.mjs";
import { isAtLeast } from "./isAtLeast.mjs";

// Go 1.21 and later fetch the newer toolchain that go.mod names by themselves.
const oldestVersion = "1.21.0";

/** The `go` on PATH with its flags, or undefined if there is none that can build the CLI. */
export async function findGo() {
  const program = findOnPath("go");
  if (program === undefined) return undefined;
  // Outside any module, so that no go.mod selects another toolchain.
  const { code, output } = await run(program, ["env", "GOVERSION", "GOFLAGS"], { cwd: tmpdir() });
  const [version = "", flags = ""] = output.split("\n");
  const triple = /^go(\d+\.\d+)(\.\d+)?/.exec(version);
  if (code !== 0 || triple === null || !isAtLeast(`${triple[1]}${triple[2] ?? ".0"}`, oldestVersion)) return undefined;
  return { program, flags };
}
