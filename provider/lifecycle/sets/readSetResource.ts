/** read of a set: every member as a resource of its own. */
import { allEnded } from "../../base/allEnded";
import type { SetKind } from "../../kinds/sets/setKind";
import type { Ports } from "../context/ports";
import { argsOf } from "../inputs/args";
import { idOf, type Properties, readStoredImage } from "../state/stored";
import { read } from "../verbs/read";
import type { ReadResult } from "../verbs/readResult";
import { wantedMembers } from "./setContext";
import {
  mainMember,
  memberKind,
  phaseOfSet,
  readSet,
  type StoredMember,
  type StoredSet,
  storedSetProperties,
} from "./storedSet";

export async function readSetResource(
  kind: SetKind,
  id: string,
  properties: Properties,
  ports: Ports,
): Promise<ReadResult> {
  const stored = readSet(properties);
  const [mainKind] = kind.memberKinds;
  if (stored === undefined && kind.main && mainKind) return read(mainKind, id, properties, ports);
  if (stored === undefined) throw new TypeError(`${kind.type} cannot be read by an id: it is a set of images`);
  const quiet = withoutSiblings(ports, stored.members);
  const found: StoredMember[] = [];
  const shown = new Map<string, Properties>();
  // All at once, so that one list call shows them.
  const readOne = (member: StoredMember) => read(memberKind(kind, member), memberId(member), member.properties, quiet);
  const results = await allEnded(stored.members.map(async (member) => ({ member, result: await readOne(member) })));
  for (const { member, result } of results) {
    if (result.id === "") continue;
    found.push({ ...member, properties: result.props });
    shown.set(member.source, result.inputs ?? {});
  }
  if (found.length === 0 && stored.phase === "done") return { id: "", props: {} };
  // Spread over the stored inputs, so that the hidden ones stay and none changes its place.
  const inputs = {
    ...stored.inputs,
    ...kind.observedInputs(argsOf(kind, stored.inputs), (source) => shown.get(source)),
  };
  const phase = phaseOfSet(wantedMembers(kind, stored.inputs), found);
  const next = { ...stored, inputs, members: found, phase };
  return { id: idWithMain(kind, next) ?? id, props: storedSetProperties(kind, next), inputs };
}

function idWithMain(kind: SetKind, set: StoredSet): string | undefined {
  return readStoredImage(mainMember(kind, set)?.properties ?? {})?.imageId;
}

function memberId({ properties }: StoredMember): string {
  const entry = readStoredImage(properties);
  return entry === undefined ? "" : idOf(entry);
}

/** Images of the same set are no orphans of each other. */
function withoutSiblings(ports: Ports, members: readonly StoredMember[]): Ports {
  const ids = new Set(members.map(({ properties }) => readStoredImage(properties)?.imageId));
  return {
    ...ports,
    orphans: {
      otherImagesOf: async (...search) => {
        const otherImages = await ports.orphans.otherImagesOf(...search);
        return otherImages.filter(({ imageId }) => !ids.has(imageId));
      },
    },
  };
}
