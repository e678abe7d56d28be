/**
 * create: exactly one image, whatever was tried before. Look for an image that an earlier attempt has left, else ask
 * for one; then wait for it and hand it over. (exactly-once protocol, create)
 */
import { hasCode, ImsError } from "../base/errors";
import type { Place } from "../http/cloud";
import type { Kind } from "../kinds/kind";
import { adopt } from "./adopt";
import { argsOf, type ParsedArgs, parseArgs } from "./args";
import { bringInLine } from "./bringInLine";
import { finish } from "./finish";
import { newNonce, tokenOf } from "./marker";
import type { Ports } from "./ports";
import { prepare } from "./prepare";
import { idOf, newEntry, type Properties, storedProperties, urnOf } from "./stored";
import { submit } from "./submit";
import { waitTeller } from "./waitTeller";
import { deadlineOf, type Work } from "./work";

export interface Created {
  readonly id: string;
  readonly outs: Properties;
}

export async function create(kind: Kind, inputs: Properties, ports: Ports): Promise<Created> {
  const args = parseArgs(kind, inputs);
  if (ports.engine.stop.aborted) throw new ImsError("CANCELLED", "Interrupted before anything was sent");
  const deadline = deadlineOf(kind, inputs, "create", ports);
  const urn = urnOf(inputs);
  const cloud = await ports.connect({ region: args.region }, waitTeller(ports, urn));
  const tokens = tokensFor(kind, urn, cloud.place, args, ports);
  for (;;) {
    const [token, ...otherTokens] = tokens.filter((one) => !ports.heldTokens.isHeld(one));
    if (token === undefined)
      throw new ImsError("INVALID_ARGUMENT", `${tokens.length} entries of the state hold the name of this resource`);
    const entry = newEntry(inputs, cloud.place, token, newNonce(ports.random.id));
    const work: Work = { kind, urn, cloud, ports, deadline, entry };
    const end = ports.heldTokens.begin(token);
    try {
      return await make(work, inputs, otherTokens);
    } catch (error) {
      // An entry that the engine has named meanwhile holds the image: this resource makes its own.
      if (!hasCode(error, "IMAGE_TAKEN")) throw error;
    } finally {
      end();
    }
  }
}

/** More entries than one that hold the token of the same resource come from several renames in a row. */
const mostTokens = 8;

/**
 * The token of the resource and its inputs, and those that it takes while an entry under another name holds it. A run after
 * a kill may meet the entries in another order, so that all of them are looked for.
 */
function tokensFor(kind: Kind, urn: string, place: Place, { immutable }: ParsedArgs, ports: Ports): string[] {
  const { region, projectId } = place;
  const parts = { urn, state: ports.stateIdentity(), kind: kind.name, region, projectId, immutable };
  const others = Array.from({ length: mostTokens - 1 }, (_, index) => tokenOf({ ...parts, variation: index + 1 }));
  return [tokenOf(parts), ...others];
}

async function make(work: Work, inputs: Properties, otherTokens: readonly string[]): Promise<Created> {
  const { kind } = work;
  await prepare(work);
  const adopted = await adopt(work, otherTokens);
  if (!adopted) await submit(work, argsOf(kind, inputs));
  const later = Object.fromEntries(Object.entries(inputs).filter(([key]) => kind.setAfter.includes(key)));
  await finish(work, {
    removeLeftovers: true,
    isProtected: inputs["protected"] === true,
    before: (image) => (adopted ? bringInLine(work, image, inputs, "adopted") : bringInLine(work, image, later, {})),
  });
  return { id: idOf(work.entry), outs: storedProperties(work.entry) };
}
