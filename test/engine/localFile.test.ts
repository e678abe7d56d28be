/** An image from a local file, by the real CLI: what the program's side reads of the file reaches the provider. */
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { CliProject } from "../support/cliProject";

jest.setTimeout(300_000);

const md5 = (text: string) => createHash("md5").update(text).digest("hex");

test("a local file is uploaded, its other content replaces the image, and a machine without it needs ignoreChanges", async () => {
  const project = await CliProject.open();
  const args = { localFile: "disk.raw", diskFormat: "raw", osVersion: "CentOS 7.6 64bit", minDisk: 40 };
  const declare = (options = {}) => project.declare({ local: { class: "RegisteredImage", args, options } });
  const checksums = () => project.simulator.truth().images.map(({ image }) => image["checksum"]);
  try {
    project.write("disk.raw", "the first disk");
    declare();
    const output = await project.up();
    expect(output).toContain("uploading 100 % of 14 bytes");
    expect(checksums()).toEqual([md5("the first disk")]);

    project.write("disk.raw", "the second disk");
    expect(await project.up()).toContain("1 replaced");
    expect(checksums()).toEqual([md5("the second disk")]);

    rmSync(join(project.dir, "disk.raw"));
    const refused = await project.run("preview");
    expect(refused.code).not.toBe(0);
    expect(refused.output).toMatch(/localFile .*disk\.raw does not exist/);
    declare({ ignoreChanges: ["localFile"] });
    expect(await project.up()).toContain("2 unchanged");

    await project.destroy();
    expect(checksums()).toEqual([]);
  } finally {
    await project.close();
  }
});
