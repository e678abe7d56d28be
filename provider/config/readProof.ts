/** The credentials of one level, as a set: half of one is refused, and never completed from elsewhere. */
import type { Proof } from "../auth/credentials";
import { ImsError } from "../base/errors";
import type { Key } from "./keys";
import type { Level } from "./level";
import { readSecret } from "./readSecret";

export interface FoundProof {
  readonly proof: Proof;
  /** The keys that it was made from, in the words of a message. */
  readonly source: string;
}

/** In the order in which they count where a level has several. */
const readers: readonly ((level: Level) => FoundProof | undefined)[] = [
  readToken,
  readAccessKey,
  readPassword,
  readOidc,
];

export function readProof(level: Level): FoundProof | undefined {
  const found = readers.map((read) => read(level)).filter((proof) => proof !== undefined);
  const [first, second] = found;
  if (first !== undefined && second !== undefined && level.name.startsWith("the configuration")) {
    throw refuse(`${first.source} and ${second.source} are both set, and only one can count: remove one of them.`);
  }
  return first;
}

function readToken(level: Level): FoundProof | undefined {
  const token = level.get("token");
  return token && { proof: { kind: "token", token: readSecret(token) }, source: token.place };
}

function readAccessKey(level: Level): FoundProof | undefined {
  const pair = readPair(level, "accessKey", "secretKey");
  const securityToken = level.get("securityToken");
  if (pair === undefined && securityToken === undefined) return undefined;
  if (pair === undefined)
    throw refuse(
      `${securityToken?.place} is set but ${level.placeOf("accessKey")} is not: it belongs to a temporary access key.`,
    );
  const [accessKey, secretKey] = pair;
  return {
    proof: {
      kind: "accessKey",
      accessKey: readSecret(accessKey),
      secretKey: readSecret(secretKey),
      securityToken: securityToken && readSecret(securityToken),
    },
    source: `${accessKey.place} and ${secretKey.place}`,
  };
}

function readPair(level: Level, first: Key, second: Key) {
  const [a, b] = [level.get(first), level.get(second)];
  if (a && b) return [a, b] as const;
  if (a === undefined && b === undefined) return undefined;
  const [given, missing] = a ? [a.place, level.placeOf(second)] : [b?.place, level.placeOf(first)];
  throw refuse(`${given} is set but ${missing} is not: set both or neither.`);
}

/** A user without a password is no half: the names stand in many environments for other reasons. */
function readPassword(level: Level): FoundProof | undefined {
  const password = level.get("password");
  if (password === undefined) return undefined;
  const [userId, userName, passcode] = [level.get("userId"), level.get("userName"), level.get("passcode")];
  const [domainId, domainName] = [level.get("domainId"), level.get("domainName")];
  const user = userId ?? userName;
  if (user === undefined) {
    throw refuse(`${password.place} is set but ${level.placeOf("userName")} is not: a password needs its user.`);
  }
  if (passcode && userId === undefined) {
    throw refuse(
      `${passcode.place} is set but ${level.placeOf("userId")} is not: a passcode needs the id of its user.`,
    );
  }
  if (userId === undefined && domainId === undefined && domainName === undefined) {
    throw refuse(
      `${user.place} is set but ${level.placeOf("domainName")} is not: the name of a user needs the name of the account.`,
    );
  }
  const account = domainId || domainName ? { id: domainId?.value, name: domainName?.value } : undefined;
  return {
    proof: {
      kind: "password",
      user: { id: userId?.value, name: userName?.value },
      account,
      password: password.value,
      passcode: passcode?.value,
    },
    source: `${user.place} and ${password.place}`,
  };
}

function readOidc(level: Level): FoundProof | undefined {
  const [idpId, idToken, idTokenFile] = [level.get("idpId"), level.get("idToken"), level.get("idTokenFile")];
  const token = idToken ?? idTokenFile;
  if (idpId === undefined && token === undefined) return undefined;
  if (idpId === undefined)
    throw refuse(`${token?.place} is set but ${level.placeOf("idpId")} is not: set both or neither.`);
  if (token === undefined) {
    throw refuse(`${idpId.place} is set but ${level.placeOf("idTokenFile")} is not: set both or neither.`);
  }
  return {
    proof: {
      kind: "oidc",
      idpId: readSecret(idpId),
      idToken: idToken && readSecret(idToken),
      idTokenFile: idToken ? undefined : idTokenFile?.value,
    },
    source: `${idpId.place} and ${token.place}`,
  };
}

function refuse(message: string): ImsError {
  return new ImsError("CONFIGURATION", message);
}
