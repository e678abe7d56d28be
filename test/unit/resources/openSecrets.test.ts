/** A secret that was put into the stack configuration without `--secret`. */
import * as pulumi from "@pulumi/pulumi";
import { Provider } from "../../../provider/index";

const warned: string[] = [];

beforeAll(() => {
  jest.spyOn(pulumi.log, "warn").mockImplementation(async (text) => {
    warned.push(text);
  });
  return pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: () => ({}),
  });
});

test("is named aloud once for a program, with the command that mends it, and is not shown", () => {
  const config = { "ims:secretKey": "hunter2hunter2", "ims:token": "also-secret", "ims:accessKey": "AK" };
  pulumi.runtime.setAllConfig(config, ["ims:token"]);

  for (const name of ["one", "two"]) new Provider(name);

  expect(warned).toEqual([
    "ims:secretKey stands in the stack configuration in clear text, and so in the state: everybody who can read either can use it. " +
      "Set it again with `pulumi config set --secret ims:secretKey`, and replace the value, which has been seen.",
  ]);
});
