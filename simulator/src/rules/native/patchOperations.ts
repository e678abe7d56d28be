// The two dialects of a patch, told apart by the content type.
import { z } from "zod";
import { glanceError } from "../errors";

export interface Operation {
  op: "add" | "replace" | "remove";
  name: string;
  value: unknown;
}

const newer = z.looseObject({
  op: z.enum(["add", "replace", "remove"]),
  path: z.string(),
  value: z.unknown().optional(),
});
const older = z.looseObject({
  add: z.string().optional(),
  replace: z.string().optional(),
  remove: z.string().optional(),
  value: z.unknown().optional(),
});

type Reader = (element: unknown) => Operation;

const malformed = () => glanceError(400, "Operations must be JSON objects.");

function nameIn(path: string): string {
  if (!/^\/[^/]+$/.test(path)) throw glanceError(400, `Invalid JSON pointer for this resource: '${path}'`);
  return path.slice(1);
}

function readNewer(element: unknown): Operation {
  const parsed = newer.safeParse(element);
  if (!parsed.success) throw malformed();
  const { op, path, value } = parsed.data;
  return { op, name: nameIn(path), value };
}

function readOlder(element: unknown): Operation {
  const parsed = older.safeParse(element);
  if (!parsed.success) throw malformed();
  const { data } = parsed;
  const [op, second] = (["add", "replace", "remove"] as const).filter((word) => data[word] !== undefined);
  if (op === undefined || second !== undefined) throw malformed();
  return { op, name: nameIn(data[op] ?? ""), value: data.value };
}

const READERS: ReadonlyMap<string, Reader> = new Map([
  ["application/openstack-images-v2.1-json-patch", readNewer],
  ["application/openstack-images-v2.0-json-patch", readOlder],
]);

export function readOperations(contentType: string | undefined, json: unknown): Operation[] {
  const read = READERS.get(contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "");
  if (read === undefined) throw glanceError(415, `Supported content types: ${[...READERS.keys()].join(", ")}`);
  if (!Array.isArray(json)) throw glanceError(400, "Request body must be a JSON array of operation objects.");
  return json.map(read);
}
