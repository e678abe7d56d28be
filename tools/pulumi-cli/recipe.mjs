import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const goDir = fileURLToPath(new URL("go", import.meta.url));
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** What is built and from what. The modules are pinned by the go.mod and go.sum in each directory. */
const programs = [
  {
    name: "pulumi",
    title: "the Pulumi CLI",
    moduleDir: join(goDir, "cli"),
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: "3.259.0",
  },
  {
    name: "pulumi-language-nodejs",
    title: "the language host for Node.js",
    moduleDir: join(goDir, "language-nodejs"),
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: "3.68.0",
  },
].map((program) => ({ ...program, ldflags: `-s -w -X ${versionVariable}=${program.version}` }));

export const recipe = { version: "3.259.0", programs, hash: hashOf(programs) };

function hashOf(all) {
  const hash = createHash("sha256");
  for (const { name, package: path, ldflags, moduleDir } of all) {
    hash.update(JSON.stringify([name, path, ldflags]));
    for (const file of ["go.mod", "go.sum", "tools.go"]) hash.update(readFileSync(join(moduleDir, file)));
  }
  return hash.digest("hex").slice(0, 8);
}
