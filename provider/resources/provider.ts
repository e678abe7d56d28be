/** An explicit provider: another region or account beside the ones of the stack's configuration. */
import * as pulumi from "@pulumi/pulumi";
import { credentialKeys, type Key, keys, type Setting } from "../config/keys";
import { isConfigSecret } from "./isConfigSecret";
import { sdkOutput } from "./sdkOutput";
import { warnOfOpenSecrets } from "./warnOfOpenSecrets";

/** An agency to take on, in the account that it is in. */
export interface AgencyArgs {
  readonly agencyName: pulumi.Input<string>;
  /** Name of the account that the agency is in; or its id, with which STS is asked (v5). */
  readonly domainName?: pulumi.Input<string>;
  readonly domainId?: pulumi.Input<string>;
  /** Seconds that a key of the agency is good for, 900 to 86,400; it is renewed before. Default 12 hours, an hour by STS. */
  readonly duration?: pulumi.Input<number>;
}

/** An identity provider's token, and perhaps an agency to take on with it. */
export interface OidcArgs extends Partial<AgencyArgs> {
  /** Id of the identity provider in IAM. */
  readonly idpId: pulumi.Input<string>;
  readonly idToken?: pulumi.Input<string>;
  /** File with the token, read anew for every use. */
  readonly idTokenFile?: pulumi.Input<string>;
}

/**
 * Where to work and as whom. What is left out comes from the stack configuration `ims:*` and then from the environment
 * of the provider; credentials only as a whole set from one place. Every value that proves something is a secret in the
 * state of the provider, and is in no state of an image.
 */
export interface ProviderArgs {
  /** Region of images that name none. */
  readonly region?: pulumi.Input<string>;
  /** Access key (AK), with `secretKey`. */
  readonly accessKey?: pulumi.Input<string>;
  /** Secret key (SK). Kept as a secret. */
  readonly secretKey?: pulumi.Input<string>;
  /** Comes with a temporary access key. Kept as a secret. */
  readonly securityToken?: pulumi.Input<string>;
  /** A token that was made elsewhere; it cannot be renewed. Kept as a secret. */
  readonly token?: pulumi.Input<string>;
  /** Name of the user of `password`, with `domainName` or `domainId`. */
  readonly userName?: pulumi.Input<string>;
  /** Id of the user, instead of the name. */
  readonly userId?: pulumi.Input<string>;
  /** Kept as a secret. */
  readonly password?: pulumi.Input<string>;
  /** One-time passcode of multi-factor authentication, with `userId`. Kept as a secret. */
  readonly passcode?: pulumi.Input<string>;
  /** Name of the user's account. */
  readonly domainName?: pulumi.Input<string>;
  /** Id of the user's account, instead of the name. */
  readonly domainId?: pulumi.Input<string>;
  /** Project of new images. Default: looked up by its name. */
  readonly projectId?: pulumi.Input<string>;
  /** Name of the project. Default: the region's. */
  readonly projectName?: pulumi.Input<string>;
  /** Profile in the file of the vendor's command line. */
  readonly profile?: pulumi.Input<string>;
  /** That file. Default `~/.hcloud/config.json`. */
  readonly sharedConfigFile?: pulumi.Input<string>;
  /** Entry of `clouds.yaml`. */
  readonly osCloud?: pulumi.Input<string>;
  /** Agencies to take on, one after the other. */
  readonly assumeRole?: pulumi.Input<pulumi.Input<AgencyArgs>[]>;
  /** Name of the project in the account of the last agency. Default: the region's. */
  readonly delegatedProject?: pulumi.Input<string>;
  /** Kept as a secret. */
  readonly assumeRoleWithOidc?: pulumi.Input<OidcArgs>;
  /** Whether to ask the server that this runs on for a key, when there are no other credentials. Default false. */
  readonly useInstanceMetadata?: pulumi.Input<boolean>;
  /** Domain of another cloud of the family, such as `myhuaweicloud.eu`. Default: by the region. */
  readonly cloud?: pulumi.Input<string>;
  /** Address of IAM. Default: by the region. */
  readonly authUrl?: pulumi.Input<string>;
  /** Addresses by service: `ims`, `ecs`, `iam`, `sts`. Default: by the region. */
  readonly endpoints?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** `flat` (the default) or `scoped`: how requests are signed with an access key. */
  readonly signingScheme?: pulumi.Input<"flat" | "scoped">;
  /** Certificate authority to trust beside the well-known ones, path or PEM. */
  readonly cacertFile?: pulumi.Input<string>;
  /** Client certificate, path or PEM, with `clientKeyFile`. */
  readonly clientCertFile?: pulumi.Input<string>;
  /** Key of the client certificate, path or PEM. Kept as a secret. */
  readonly clientKeyFile?: pulumi.Input<string>;
  /** Takes any certificate: whoever sits in between can read and change everything. Default false. */
  readonly insecure?: pulumi.Input<boolean>;
  /** How often a call is repeated when it may be, 0 to 20. Default 5. Refusals for too many calls do not count. */
  readonly maxRetries?: pulumi.Input<number>;
  /** Seconds that one attempt of a call may take, 1 to 3,600. Default 60. */
  readonly requestTimeout?: pulumi.Input<number>;
  /** Seconds that a connection may take, 1 to 3,600. Default 10. */
  readonly connectTimeout?: pulumi.Input<number>;
  /** Enterprise project of new images that name none: a UUID, or `0`. Another value moves no image that is there. */
  readonly enterpriseProjectId?: pulumi.Input<string>;
  /** Tags of every image, as a map from key to value; an image's own tags come first. A change is made in place. */
  readonly defaultTags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** Keys of tags that others set and remove, such as `owner` or `backup-*`: they are no drift and are left alone. */
  readonly ignoreTags?: pulumi.Input<pulumi.Input<string>[]>;
  /** Seconds between two looks at a job. Default: 15 to 20, or by the reported progress. */
  readonly pollInterval?: pulumi.Input<number>;
  /** Whether a finished image keeps its marker. Default `keep`. */
  readonly ownershipMarker?: pulumi.Input<"keep" | "remove">;
}

/**
 * Another region or account beside the stack's own, for images that name it in their option `provider`.
 *
 * A destroy or refresh works with what was stored at the last `pulumi up`, because it does not run the program; what
 * comes from the environment is always fresh. With the option `envVarMappings` a provider reads its credentials from
 * variables of its own, and nothing secret is stored at all.
 *
 * @example
 * ```ts
 * const other = new ims.Provider("by-variables", { region: "eu-nl" }, {
 *   envVarMappings: { OTHER_ACCESS_KEY: "HW_ACCESS_KEY", OTHER_SECRET_KEY: "HW_SECRET_KEY" },
 * });
 * const image = new ims.EcsSystemImage(
 *   "in-another-account",
 *   { instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" },
 *   { provider: other },
 * );
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
    super("pulumi-nodejs", name, settingsOf(name, args), options);
    warnOfOpenSecrets();
  }
}

/** An explicit provider is told nothing of the stack configuration: what the program leaves out is taken from there. */
function settingsOf(name: string, args: ProviderArgs): pulumi.Inputs {
  const stack = new pulumi.Config("ims");
  const bringsCredentials = credentialKeys.some((key) => ownKey(args, key) !== undefined);
  const settings = (Object.keys(keys) as Key[]).map((key) => {
    const fromStack = inherited(stack, key, bringsCredentials);
    const given = ownKey(args, key);
    const value = given === undefined ? fromStack : textOf(`${name}: ${key}`, given, fromStack);
    return [`ims:${key}`, isSecret(key) && value !== undefined ? pulumi.secret(value) : value] as const;
  });
  return Object.fromEntries(settings.filter(([, value]) => value !== undefined));
}

function ownKey(args: ProviderArgs, key: Key): unknown {
  return Object.entries(args).find(([name]) => name === key)?.[1];
}

/** Half of one set and half of another would be a set that nobody has. */
function inherited(stack: pulumi.Config, key: Key, bringsCredentials: boolean): pulumi.Input<string> | undefined {
  if (bringsCredentials && credentialKeys.includes(key)) return undefined;
  const value = stack.get(key);
  if (value === undefined || isConfigSecret(`ims:${key}`) === false) return value;
  return pulumi.secret(value);
}

function isSecret(key: Key): boolean {
  return (keys[key] as Setting).secret === true;
}

/** The engine hands on strings only. An output that turns out undefined is as if left out. */
function textOf(
  path: string,
  given: unknown,
  fromStack: pulumi.Input<string> | undefined,
): pulumi.Output<string | undefined> {
  const read = (known: unknown): pulumi.Output<string | undefined> => {
    if (known === null) throw new Error(`${path} must not be null; leave it out instead`);
    if (known === undefined) return pulumi.output(fromStack);
    return pulumi.output(typeof known === "string" ? known : JSON.stringify(known));
  };
  return pulumi.output(sdkOutput(given).apply(read, false)) as pulumi.Output<string | undefined>;
}
