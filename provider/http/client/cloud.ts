/** One region and project of a cloud, as everything above HTTP sees it. */
import type { OnWait } from "../../base/waiting";
import type { Operation } from "../../ims/operation";

/** Where an image lives; stored with it, so that every later verb works there whatever the environment says. */
export interface Place {
  readonly region: string;
  readonly projectId: string;
  /** Origin of the image service, such as `https://ims.eu-de.otc.t-systems.com`. */
  readonly imsEndpoint: string;
}

/** The wish of a resource: a stored place, or for a new image perhaps a region. */
export type WantedPlace = Place | { readonly region: string | undefined };

export interface SendOptions {
  /** Stops waiting and reading. A create that is on its way is still given some seconds to answer. */
  readonly signal?: AbortSignal | undefined;
  /** When to give up, in milliseconds since 1970. */
  readonly deadline: number;
  /** Told what the call waits for, when it takes long. */
  readonly onWait?: OnWait | undefined;
}

export interface Client {
  /** The largest body that can be sent; no limit when it is left out. */
  readonly maxBodyBytes?: number | undefined;
  send<Out>(operation: Operation<Out>, options: SendOptions): Promise<Out>;
}

export interface Cloud extends Client {
  readonly place: Place;
  /** The same for the same credentials, and says nothing of them: what one key may see is not for another. */
  readonly identity: string;
}
