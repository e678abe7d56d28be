/** Credentials at work: whoever they belong to, for the account or for one of its projects. */
import type { Operation } from "../ims/operation";
import type { Authenticator } from "./authenticator";

export interface Identity {
  /** Without a project: for the account as a whole, to find its projects. */
  authenticatorFor(projectId: string | undefined): Authenticator;
}

/** How credentials reach whom they need. */
export interface AuthPorts {
  /** Sends a call to IAM or STS. */
  send<Out>(operation: Operation<Out>, authenticator: Authenticator): Promise<Out>;
  /** Asks the metadata service of the server that this runs on; never through a proxy. */
  readonly metadata: MetadataCall;
  /** The time of the cloud, in milliseconds since 1970. */
  now(): number;
}

export type MetadataCall = (request: {
  readonly method: "GET" | "PUT";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}) => Promise<{ readonly status: number; readonly text: string }>;
