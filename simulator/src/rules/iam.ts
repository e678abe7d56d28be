// The few IAM calls that a client needs before it can talk to IMS: tokens, projects, accounts.
import { z } from "zod";
import { newToken } from "../base/ids";
import { microsText } from "../base/times";
import type { Account } from "../store/seedSchema";
import type { Project, TokenRecord } from "../store/store";
import type { Caller } from "./authenticate";
import { iamError } from "./errors";
import type { World } from "./world";

const TOKEN_MS = 24 * 3600 * 1000;

const named = z.looseObject({ id: z.string().optional(), name: z.string().optional() });
const tokenBody = z.looseObject({
  auth: z.looseObject({
    identity: z.looseObject({
      methods: z.array(z.string()),
      password: z.looseObject({ user: named.extend({ password: z.string(), domain: named.optional() }) }).optional(),
    }),
    scope: z.looseObject({ project: named.optional(), domain: named.optional() }).optional(),
  }),
});

type KnownAccount = Account & { id: string };
type User = Account["users"][number];
type NamedUser = z.output<typeof named> & { password: string; domain?: z.output<typeof named> | undefined };

interface IssuedToken {
  token: string;
  body: object;
}

const wrongCredentials = () => iamError(401, "Unauthorized", "The username or password is wrong.");

const isMeant = (meant: z.output<typeof named>, id: string | undefined, name: string): boolean =>
  meant.id === undefined ? meant.name === name : meant.id === id;

function findUser(world: World, wanted: NamedUser): { account: KnownAccount; user: User } {
  for (const account of world.store.accounts.values()) {
    if (wanted.id === undefined && !isMeant(wanted.domain ?? {}, account.id, account.name)) continue;
    const user = account.users.find((candidate) => isMeant(wanted, candidate.id, candidate.name));
    if (user?.password === wanted.password) return { account, user };
  }
  throw wrongCredentials();
}

const projectsOf = (world: World, account: KnownAccount): Project[] =>
  [...world.store.projects.values()].filter((project) => project.account.id === account.id);

function findScope(
  world: World,
  account: KnownAccount,
  wanted: z.output<typeof named> | undefined,
): Project | undefined {
  if (wanted === undefined) return undefined;
  const project = projectsOf(world, account).find(({ id, name }) => isMeant(wanted, id, name));
  if (project === undefined) throw iamError(401, "Unauthorized", "The project in the scope does not exist.");
  return project;
}

const domainOf = (account: KnownAccount) => ({ id: account.id, name: account.name });

function catalogOf(project: Project | undefined, origin: string): object[] {
  const region = project?.region ?? "*";
  const entry = (type: string, name: string, path: string) => ({
    type,
    name,
    id: name,
    endpoints: [{ id: `${name}-${region}`, interface: "public", region, region_id: region, url: `${origin}${path}` }],
  });
  return [entry("image", "ims", ""), entry("identity", "iam", "/v3")];
}

function tokenView(record: TokenRecord, user: User, issuedMs: number): Record<string, unknown> {
  const domain = domainOf(record.account);
  const project = record.project && { id: record.project.id, name: record.project.name, domain };
  return {
    methods: ["password"],
    issued_at: microsText(issuedMs),
    expires_at: microsText(record.expiresMs),
    user: { id: user.id ?? user.name, name: user.name, password_expires_at: "", domain },
    ...(project ? { project } : { domain }),
    roles: [{ id: "0", name: "te_admin" }],
  };
}

export function issueToken(world: World, json: unknown, withCatalog: boolean, origin: string): IssuedToken {
  const parsed = tokenBody.safeParse(json);
  const password = parsed.data?.auth.identity.password;
  if (!parsed.success || password === undefined) {
    throw iamError(400, "Bad Request", "The request body is invalid; only the password method is supported.");
  }
  const { account, user } = findUser(world, password.user);
  const project = findScope(world, account, parsed.data.auth.scope?.project);
  const nowMs = world.clock.now();
  const record: TokenRecord = { account, userName: user.name, project, expiresMs: nowMs + TOKEN_MS };
  const token = newToken();
  world.store.tokens.set(token, record);
  const view = tokenView(record, user, nowMs);
  return { token, body: { token: withCatalog ? { ...view, catalog: catalogOf(project, origin) } : view } };
}

export function listProjects(world: World, caller: Caller, name: string | undefined): object {
  const projects = projectsOf(world, caller.account).filter((project) => name === undefined || project.name === name);
  return {
    projects: projects.map((project) => ({
      id: project.id,
      name: project.name,
      domain_id: project.account.id,
      parent_id: project.account.id,
      enabled: true,
      is_domain: false,
      description: "",
      links: { self: `/v3/projects/${project.id}` },
    })),
    links: { self: "/v3/projects", next: null, previous: null },
  };
}

export const listDomains = (caller: Caller): object => ({
  domains: [{ ...domainOf(caller.account), enabled: true, description: "" }],
  links: { self: "/v3/auth/domains", next: null, previous: null },
});
