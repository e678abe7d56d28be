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
import type { HeldTokens } from "./heldTokens";
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
  const tokenOfCount = tokensFor(kind, urn, cloud.place, args, ports);
  for (;;) {
    const { token, otherTokens } = freeTokens(tokenOfCount, ports.heldTokens);
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

/** The token of the resource and its inputs, and those that it takes while an entry under another name holds it. */
function tokensFor(kind: Kind, urn: string, place: Place, { immutable }: ParsedArgs, ports: Ports) {
  const { region, projectId } = place;
  const parts = { urn, state: ports.stateIdentity(), kind: kind.name, region, projectId, immutable };
  return (count: number) => tokenOf(count === 0 ? parts : { ...parts, variation: count });
}

/** More than one held token comes from several renames in a row. */
const searchedTokens = 8;

/** A run after a kill may meet the entries in another order, so that an image may carry any of the first tokens. */
function freeTokens(tokenOfCount: (count: number) => string, { isHeld }: HeldTokens) {
  let count = 0;
  while (isHeld(tokenOfCount(count))) count++;
  const token = tokenOfCount(count);
  const first = Array.from({ length: searchedTokens }, (_, index) => tokenOfCount(index));
  return { token, otherTokens: first.filter((one) => one !== token && !isHeld(one)) };
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
