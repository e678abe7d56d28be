/** How credentials reach IAM, STS and the metadata service. */
import type { AuthPorts } from "../auth/identity";
import { hasCode, ImsError, messageOf } from "../base/errors";
import type { ClientParts } from "../http/client/attempt";
import { createClient } from "../http/client/client";
import type { ClientFactory } from "./clientFactory";

const callMs = 120_000;
const metadataMs = 3_000;
/** Where every server of these clouds finds it; never configurable, because it gives out keys. */
const metadataOrigin = "http://169.254.169.254";

export function authPorts(
  clientFactory: ClientFactory,
  way: Pick<ClientParts, "transport" | "endpoint" | "limits">,
): AuthPorts {
  const { clock, httpState } = clientFactory;
  return {
    now: () => httpState.skew.now(),
    send: async (operation, authenticator) => {
      const client = createClient({ ...clientFactory, ...way, authenticator });
      try {
        return await client.send(operation, { deadline: clock.now() + callMs, onWait: httpState.signIns.tell });
      } catch (error) {
        // Nothing of what the credentials are for was sent, however unclear the answer of IAM was.
        if (hasCode(error, "OUTCOME_UNKNOWN")) throw new ImsError("UNREACHABLE", error.message, error.facts, error);
        throw error;
      }
    },
    metadata: async ({ method, path, headers }) => {
      try {
        return await clientFactory.directTransport({
          origin: metadataOrigin,
          target: path,
          method,
          headers: { host: new URL(metadataOrigin).host, ...headers },
          body: undefined,
          freshConnection: true,
          timeoutMs: metadataMs,
          signal: undefined,
        });
      } catch (error) {
        throw new ImsError(
          "CONFIGURATION",
          `The metadata service does not answer (${messageOf(error)}): this is no server of the cloud, or it may not be reached from here.`,
        );
      }
    },
  };
}
