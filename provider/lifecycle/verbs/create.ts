/**
 * create: exactly one image, whatever was tried before. Look for an image that an earlier attempt has left, else ask
 * for one; then wait for it and hand it over. (docs/architecture.md, Create)
 */
import { hasCode, ImsError } from "../../base/errors";
import type { Kind } from "../../kinds/kind";
import type { Ports } from "../context/ports";
import { deadlineOf, type ResourceContext } from "../context/resourceContext";
import { waitTeller } from "../context/waitTeller";
import { argsOf, parseArgs } from "../inputs/args";
import { newNonce, tokenOf } from "../ownership/marker";
import { idOf, newStoredImage, type Properties, storedProperties, urnOf } from "../state/stored";
import { adopt } from "../steps/adopt";
import { applyChanges } from "../steps/applyChanges";
import { completeCreate } from "../steps/completeCreate";
import { submit } from "../steps/submit";
import { prepare } from "../steps/uploadFile";

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
  const { region, projectId } = cloud.place;
  const { immutable } = args;
  const token = tokenOf({ urn, state: ports.stateIdentity(), kind: kind.name, region, projectId, immutable });
  for (;;) {
    const entry = newStoredImage(inputs, cloud.place, { token, nonce: newNonce(ports.random.id) });
    const context: ResourceContext = { kind, urn, cloud, ports, deadline, entry };
    try {
      return await make(context, inputs);
    } catch (error) {
      // An entry that the engine has named meanwhile holds the image: this resource makes its own.
      if (!hasCode(error, "IMAGE_TAKEN")) throw error;
    }
  }
}

async function make(context: ResourceContext, inputs: Properties): Promise<Created> {
  const { kind } = context;
  await prepare(context);
  const adopted = await adopt(context);
  if (!adopted) await submit(context, argsOf(kind, inputs));
  const later = Object.fromEntries(Object.entries(inputs).filter(([key]) => kind.setAfter.includes(key)));
  await completeCreate(context, {
    removeLeftovers: true,
    isProtected: inputs["protected"] === true,
    before: (image) =>
      adopted ? applyChanges(context, image, inputs, "adopted") : applyChanges(context, image, later, {}),
  });
  return { id: idOf(context.entry), outs: storedProperties(context.entry) };
}
