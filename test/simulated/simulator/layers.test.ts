// Who may import whom inside the simulator.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const SOURCES = path.join(__dirname, "../../../simulator/src");

const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  base: [],
  store: ["base"],
  rules: ["base", "store"],
  faults: [],
  routes: ["base", "rules", "faults"],
};

const filesOf = (layer: string): string[] =>
  readdirSync(path.join(SOURCES, layer), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.join(layer, name));

const importsOf = (file: string): string[] =>
  [...readFileSync(path.join(SOURCES, file), "utf8").matchAll(/ from "(\.[^"]+)"/g)].map(([, target = ""]) =>
    path.join(path.dirname(file), target),
  );

it.each(Object.entries(NEIGHBOURS))("%s imports nothing but itself and %j", (layer, neighbours) => {
  const orphans = filesOf(layer).flatMap((file) =>
    importsOf(file)
      .filter((target) => ![layer, ...neighbours].includes(target.split(path.sep)[0] ?? ""))
      .map((target) => `${file} → ${target}`),
  );
  expect(orphans).toEqual([]);
});

it("only base asks the machine for time or chance", () => {
  const files = ["store", "rules", "faults", "routes", "command"].flatMap(filesOf);
  const asking = files.filter((file) =>
    /Date\.now\(|Math\.random\(|setTimeout|randomUUID|new Date\(\)/.test(
      readFileSync(path.join(SOURCES, file), "utf8"),
    ),
  );
  expect(asking).toEqual([]);
});
