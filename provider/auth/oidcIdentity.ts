/** The token of an identity provider, such as Kubernetes or a CI system keeps in a file. */
import { readFileSync } from "node:fs";
import { ImsError, messageOf } from "../base/errors";
import { createTokenFromIdToken } from "../ims/tokens";
import type { IdToken } from "./credentials";
import type { AuthPorts, Identity } from "./identity";
import { proofInBody } from "./proofInBody";
import { tokenIdentity } from "./tokenIdentity";

const whenRefused = "Check the id of the identity provider, and whether its token is still good.";

export function oidcIdentity(credentials: IdToken, ports: AuthPorts): Identity {
  const { idpId, idToken, idTokenFile } = credentials;
  return tokenIdentity({
    secrets: [idpId, idToken ?? idTokenFile ?? ""],
    accountScope: undefined,
    now: () => ports.now(),
    fetch: async (scope) => {
      const token = idToken ?? readToken(idTokenFile ?? "");
      const proof = proofInBody([token], whenRefused, { "x-idp-id": idpId });
      return ports.send(createTokenFromIdToken(token, scope), proof);
    },
  });
}

function readToken(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    throw new ImsError("CONFIGURATION", `The file ${path} with the id token cannot be read: ${messageOf(error)}.`);
  }
}
