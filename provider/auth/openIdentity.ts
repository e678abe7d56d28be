import { agencyIdentity } from "./agencyIdentity";
import type { Credentials, Proof } from "./credentials";
import type { AuthPorts, Identity } from "./identity";
import { keyIdentity } from "./keyIdentity";
import { metadataIdentity } from "./metadataIdentity";
import { oidcIdentity } from "./oidcIdentity";
import { passwordIdentity } from "./passwordIdentity";
import { givenTokenAuthenticator } from "./tokenAuthenticator";

type Openers = {
  readonly [Kind in Proof["kind"]]: (proof: Extract<Proof, { kind: Kind }>, ports: AuthPorts) => Identity;
};

const openers: Openers = {
  accessKey: keyIdentity,
  token: ({ token }) => ({ authenticatorFor: () => givenTokenAuthenticator(token) }),
  password: passwordIdentity,
  oidc: oidcIdentity,
  metadata: (_proof, ports) => metadataIdentity(ports),
};

/** The identity of the credentials, after all agencies were taken on. Nothing is asked before it is used. */
export function openIdentity({ proof, agencies }: Credentials, ports: AuthPorts): Identity {
  return agencies.reduce((base, agency) => agencyIdentity(base, agency, ports), openProof(proof, ports));
}

function openProof<Kind extends Proof["kind"]>(proof: Extract<Proof, { kind: Kind }>, ports: AuthPorts): Identity {
  const open: Openers[Kind] = openers[proof.kind as Kind];
  return open(proof, ports);
}
