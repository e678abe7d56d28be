/** The explicit provider: what the engine is told, what is a secret, and what it takes from the stack configuration. */
import * as pulumi from "@pulumi/pulumi";
import { Provider, type ProviderArgs } from "../../../provider/index";

const registered: {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        return { id: name, state: inputs };
      },
      call: () => ({}),
    },
    "shop",
    "dev",
  ),
);
beforeEach(() => {
  registered.length = 0;
  pulumi.runtime.setAllConfig({});
});

async function inputsOf(args: ProviderArgs): Promise<Readonly<Record<string, unknown>>> {
  const provider = new Provider("other", args);
  await new Promise((resolve) => provider.urn.apply(resolve));
  const [only] = registered;
  expect(only?.type).toBe("pulumi:providers:pulumi-nodejs");
  const { version: _version, ...inputs } = only?.inputs ?? {};
  return inputs;
}

/** As the SDK marks a secret on the wire. */
const secret = (value: string) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });

test("settings are told under the keys of the configuration, maps and lists as JSON", async () => {
  const inputs = await inputsOf({
    region: "eu-nl",
    endpoints: { ims: pulumi.output("https://ims.example.com") },
    assumeRole: [{ agencyName: "g", domainName: "d" }],
    insecure: false,
    pollInterval: 5,
  });
  expect(inputs).toEqual({
    "ims:region": "eu-nl",
    "ims:endpoints": '{"ims":"https://ims.example.com"}',
    "ims:assumeRole": '[{"agencyName":"g","domainName":"d"}]',
    "ims:insecure": "false",
    "ims:pollInterval": "5",
  });
});

test("what is left out comes from the stack configuration", async () => {
  pulumi.runtime.setAllConfig({ "ims:region": "eu-de", "ims:cloud": "example.com", "ims:token": "t" }, ["ims:token"]);
  const inputs = await inputsOf({ region: "eu-nl" });
  expect(inputs).toMatchObject({ "ims:region": "eu-nl", "ims:cloud": "example.com", "ims:token": secret("t") });
});

test("credentials of the program are not mixed with those of the stack", async () => {
  pulumi.runtime.setAllConfig({ "ims:token": "t", "ims:projectId": "p", "ims:region": "eu-de" });
  const inputs = await inputsOf({ accessKey: "A", secretKey: "S" });
  expect(inputs).toEqual({ "ims:accessKey": "A", "ims:secretKey": secret("S"), "ims:region": "eu-de" });
});
