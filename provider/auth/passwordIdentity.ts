/** A user with a password, and perhaps a one-time passcode. */
import { createToken, type TokenScope } from "../ims/tokens";
import type { NameOrId, PasswordOfUser } from "./credentials";
import type { AuthPorts, Identity } from "./identity";
import { proofInBody } from "./proofInBody";
import { givenTokenAuthenticator } from "./tokenAuthenticator";
import { tokenIdentity } from "./tokenIdentity";

export function passwordIdentity(credentials: PasswordOfUser, ports: AuthPorts): Identity {
  const { account, password, passcode } = credentials;
  const secrets = [password, ...(passcode === undefined ? [] : [passcode])];
  const withPassword = (scope: TokenScope | undefined) =>
    ports.send(createToken(identityOf(credentials), scope), proofInBody(secrets, whenRefused(passcode)));
  const source = {
    secrets,
    accountScope: account && { domain: nameOrId(account) },
    now: () => ports.now(),
  };
  if (passcode === undefined) return tokenIdentity({ ...source, fetch: withPassword });
  // A passcode counts once: what comes after is made from the token that it brought.
  let first: ReturnType<typeof withPassword> | undefined;
  return tokenIdentity({
    ...source,
    fetch: async (scope) => {
      first ??= withPassword(source.accountScope);
      const { token } = await first;
      return ports.send(
        createToken({ methods: ["token"], token: { id: token } }, scope),
        givenTokenAuthenticator(token),
      );
    },
  });
}

function whenRefused(passcode: string | undefined): string {
  if (passcode === undefined) return "Check the user, the account, the password and the project.";
  return "Check the id of the user, the password and the passcode, which is good once and for a moment only.";
}

function identityOf({ user, account, password, passcode }: PasswordOfUser) {
  const who = user.id === undefined ? { name: user.name, domain: nameOrId(account ?? {}) } : { id: user.id };
  return {
    methods: passcode === undefined ? ["password"] : ["password", "totp"],
    password: { user: { ...who, password } },
    ...(passcode === undefined ? {} : { totp: { user: { id: user.id, passcode } } }),
  };
}

function nameOrId({ id, name }: NameOrId): Readonly<Record<string, string>> {
  return id === undefined ? { name: name ?? "" } : { id };
}
