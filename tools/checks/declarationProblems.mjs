import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { listFiles } from "../base/listFiles.mjs";
import { importsOf } from "../declarations/importsOf.mjs";

/**
 * Problems in the declarations of an unpacked package: each may import files beside it and the packages in
 * `allowed`. The types of any other library are compiled with every program, by its compiler and under its settings.
 */
export function declarationProblems(packageDir, allowed) {
  const declarations = listFiles(packageDir).filter((path) => path.endsWith(".d.ts"));
  return declarations.flatMap((path) =>
    importsOf(readFileSync(path, "utf8"))
      .filter((name) => !name.startsWith(".") && !allowed.includes(name))
      .map((name) => `${relative(packageDir, path)} imports ${name}: mark what needs it with /** @internal */`),
  );
}
