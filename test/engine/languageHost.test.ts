/** Programs that need more of the language host than the built one gives. */
import { demoServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";
import { testWithFullCli, useFullCli } from "../support/fullCli";

const program = `
import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";
const { description } = globalThis;
pulumi.runtime.registerResourceTransform(({ props, opts }) => ({ props: { ...props, description }, opts }));
export const imageId = new ims.EcsSystemImage("golden", { instanceId: "${demoServerId}" }).imageId;
`;

testWithFullCli("makes the image when nodeargs prepare the program and it transforms its resources", async () => {
  const project = await CliProject.open();
  try {
    useFullCli(project);
    project.write("index.js", program);
    project.write("first.cjs", 'globalThis.description = "seen";\n');
    project.write("package.json", JSON.stringify({ name: "engine-test", private: true, type: "module" }));
    const options = 'typescript: false, nodeargs: "--require ./first.cjs"';
    project.write("Pulumi.yaml", `name: engine-test\nruntime:\n  name: nodejs\n  options: { ${options} }\n`);

    await project.up();

    expect((await project.only("golden")).outputs["description"]).toBe("seen");
  } finally {
    await project.close();
  }
});
