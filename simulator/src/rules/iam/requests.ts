// What IAM is asked for: the bodies of its calls.
import { z } from "zod";
import { iamError } from "../errors";

export const named = z.looseObject({ id: z.string().optional(), name: z.string().optional() });

const scope = z.looseObject({
  project: named.extend({ domain: named.optional() }).optional(),
  domain: named.optional(),
});
const user = named.extend({ password: z.string(), domain: named.optional() });
const seconds = z.int().optional();

const agency = z.looseObject({
  domain_name: z.string().optional(),
  domain_id: z.string().optional(),
  /** The tables of the pages say agency_name, the samples xrole_name. */
  agency_name: z.string().optional(),
  xrole_name: z.string().optional(),
  duration_seconds: seconds,
});

const identity = z.looseObject({
  methods: z.array(z.string()),
  password: z.looseObject({ user }).optional(),
  totp: z.looseObject({ user: z.looseObject({ id: z.string(), passcode: z.string() }) }).optional(),
  token: z.looseObject({ id: z.string().optional(), duration_seconds: seconds }).optional(),
  assume_role: agency.optional(),
});

export const tokenRequest = z.looseObject({ auth: z.looseObject({ identity, scope: scope.optional() }) });

export const idTokenRequest = z.looseObject({
  auth: z.looseObject({ id_token: z.looseObject({ id: z.string() }), scope: scope.optional() }),
});

export const assumeRequest = z.looseObject({
  agency_urn: z.string(),
  agency_session_name: z.string(),
  duration_seconds: seconds,
});

export type Named = z.output<typeof named>;
export type Scope = z.output<typeof scope>;
export type Identity = z.output<typeof identity>;
export type AgencyRequest = z.output<typeof agency>;

export function readRequest<T>(schema: z.ZodType<T>, json: unknown): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw iamError(400, "Bad Request", "Request body is invalid.");
}

export const isMeant = (meant: Named, id: string | undefined, name: string): boolean =>
  meant.id === undefined ? meant.name === name : meant.id === id;
