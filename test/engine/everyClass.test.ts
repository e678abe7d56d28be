/** One program with every class, by the real CLI. */
import { CliProject } from "../support/cliProject";
import { everyClass, everyImageCount, everyName, everySeed } from "../support/everyClass";

jest.setTimeout(300_000);

test("one program with every class goes through preview, up, up, a change in place, protection, refresh and destroy", async () => {
  const project = await CliProject.open({ speed: 2_000, seed: everySeed });
  const count = everyName.length;
  const images = () => project.simulator.truth().images;
  try {
    project.declare(everyClass({}));
    expect(await project.preview()).toContain(`+ ${count + 1} to create`);
    expect(project.simulator.log).toEqual([]);

    await project.up("--parallel", "50");
    const made = await project.images();
    expect(Object.keys(made).sort()).toEqual(everyName);
    const state = JSON.stringify(made);
    expect(images()).toHaveLength(everyImageCount);
    expect(images().filter(({ id }) => !state.includes(id))).toEqual([]);

    expect(await project.up("--parallel", "50")).toContain(`${count + 1} unchanged`);

    const changed = { description: "changed" };
    project.declare(everyClass(changed, { protected: true }));
    expect(await project.up("--parallel", "50")).toContain(`~ ${count} updated`);
    expect(images().map(({ image }) => image["__description"])).toEqual(Array(everyImageCount).fill("changed"));
    expect(images().map(({ image }) => image["protected"])).toEqual(Array(everyImageCount).fill(true));

    expect(await project.refresh()).toContain(`${count + 1} unchanged`);
    expect(Object.keys(await project.images())).toHaveLength(count);

    project.declare(everyClass(changed, { protected: true, triggers: { release: "42" } }));
    expect(await project.fail("preview")).toContain("A change of triggers replaces this");
    project.declare(everyClass(changed, { protected: false }));
    expect(await project.up("--parallel", "50")).toContain(`~ ${count} updated`);
    await project.destroy("--parallel", "50");
    expect(await project.images()).toEqual({});
    expect(images()).toEqual([]);
  } finally {
    await project.close();
  }
});
