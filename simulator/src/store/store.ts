// The data of one running simulator. It answers look-ups and keeps what it is given; the rules decide what may be kept.
import type { BackupRow } from "./backups";
import type { ImageRow } from "./images";
import type { Job } from "./jobs";
import type { Account, Bucket, EncryptionKey, Seed, Server, Vault, Volume } from "./seedSchema";

export type KnownAccount = Account & { id: string };

export interface Project {
  id: string;
  name: string;
  region: string;
  account: KnownAccount;
}

/** A user as tokens show one. */
export interface Principal {
  id: string;
  name: string;
  account: KnownAccount;
}

export interface KnownKey {
  account: KnownAccount;
  secretKey: string;
  /** Whose key it is; absent for the keys of the seed. */
  user?: Principal | undefined;
  securityToken?: string | undefined;
  expiresMs?: number | undefined;
}

export interface TokenRecord {
  account: KnownAccount;
  user: Principal;
  methods: string[];
  /** Who acts by an agency. */
  assumedBy?: Principal | undefined;
  project?: Project | undefined;
  issuedMs: number;
  expiresMs: number;
  /** Whether a change of the user has made it void before its time. */
  outdated?: boolean | undefined;
}

export interface Store {
  accounts: ReadonlyMap<string, KnownAccount>;
  projects: ReadonlyMap<string, Project>;
  accessKeys: Map<string, KnownKey>;
  tokens: Map<string, TokenRecord>;
  images: Map<string, ImageRow>;
  /** Images with a job that has not ended, or with a deletion that has not taken effect. */
  unsettled: Set<ImageRow>;
  jobs: Map<string, Job>;
  backups: Map<string, BackupRow>;
  /** Objects that exports write, by project, bucket and key. */
  exports: Set<string>;
  quotas: Map<string, number>;
  /** How far effects trail behind their answers, before the speed is taken into account. */
  lags: { deleteMs: number; listMs: number; searchMs: number };
  counts: { creates: number; deletes: number; images: number };
  deletedImages: string[];
  server(project: Project, id: string): Server | undefined;
  volume(project: Project, id: string): Volume | undefined;
  bucket(project: Project, name: string): Bucket | undefined;
  encryptionKey(project: Project, id: string): EncryptionKey | undefined;
  vault(project: Project, id: string): Vault | undefined;
  backup(project: Project, id: string): BackupRow | undefined;
}

type Placed = { account?: string | undefined; projects?: string[] | undefined };

const DEFAULT_ACCOUNT = "demo";
const DEFAULT_QUOTA = 100;

const existsIn = (project: Project, entry: Placed): boolean =>
  entry.projects ? entry.projects.includes(project.id) : (entry.account ?? DEFAULT_ACCOUNT) === project.account.name;

const milliseconds = (seconds = 0): number => seconds * 1000;

const generatedId = (index: number): string => `0d${(index + 1).toString(16).padStart(30, "f")}`;

const projectsOf = (account: KnownAccount): Project[] =>
  account.projects.map(({ id, name, region }) => ({ id, name, region: region ?? name.split("_")[0] ?? name, account }));

const keysOf = (account: KnownAccount): [string, KnownKey][] =>
  account.accessKeys.map(({ accessKey, secretKey, securityToken, expiresAt }) => [
    accessKey,
    { account, secretKey, securityToken, expiresMs: expiresAt === undefined ? undefined : Date.parse(expiresAt) },
  ]);

function backupsOf(seed: Seed): Map<string, BackupRow> {
  const rows = (seed.backups ?? []).map((backup) => {
    const createdMs = Date.parse(backup.createdAt);
    return { ...backup, createdMs, readyMs: createdMs };
  });
  return new Map(rows.map((row) => [row.id, row]));
}

export function createStore(seed: Seed): Store {
  const accounts = (seed.accounts ?? []).map((account, index) => ({
    ...account,
    id: account.id ?? generatedId(index),
  }));
  const projects = accounts.flatMap(projectsOf);
  const backups = backupsOf(seed);
  return {
    accounts: new Map(accounts.map((account) => [account.name, account])),
    projects: new Map(projects.map((project) => [project.id, project])),
    accessKeys: new Map(accounts.flatMap(keysOf)),
    tokens: new Map(),
    images: new Map(),
    unsettled: new Set(),
    jobs: new Map(),
    backups,
    exports: new Set(),
    quotas: new Map(projects.map(({ id }) => [id, seed.quotas?.[id] ?? seed.quotas?.["default"] ?? DEFAULT_QUOTA])),
    lags: {
      deleteMs: milliseconds(seed.deleteSeconds),
      listMs: milliseconds(seed.listLagSeconds),
      searchMs: milliseconds(seed.searchLagSeconds),
    },
    counts: { creates: 0, deletes: 0, images: 0 },
    deletedImages: [],
    server: (project, id) => seed.servers?.find((entry) => entry.id === id && existsIn(project, entry)),
    volume: (project, id) => seed.volumes?.find((entry) => entry.id === id && existsIn(project, entry)),
    bucket: (project, name) => seed.buckets?.find((entry) => entry.name === name && existsIn(project, entry)),
    encryptionKey: (project, id) => seed.keys?.find((entry) => entry.id === id && existsIn(project, entry)),
    vault: (project, id) => seed.vaults?.find((entry) => entry.id === id && existsIn(project, entry)),
    backup(project, id) {
      const row = backups.get(id);
      return row && existsIn(project, row) ? row : undefined;
    },
  };
}
