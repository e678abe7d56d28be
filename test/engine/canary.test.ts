/** A whole life of images with secrets that are recognised anywhere: none of them is in anything that a run leaves behind. */
import { brokenServerId, demoCredentials, demoServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";
import { recordRuns } from "../support/recordRuns";
import { findSecrets } from "../support/secretSearch";

jest.setTimeout(300_000);

const accessKey = "CANARYAK000000000001";
const secretKey = "c4n4ry/S3cret+Key=of?the&Account%1";
const proxyPassword = "c4n4ry-pr0xy+P4ssword/1=";
const canaries = [accessKey, secretKey, proxyPassword];

const { account } = demoCredentials;
const projects = Object.entries(demoCredentials.projects).map(([name, id]) => ({ id, name, region: name }));

let project: CliProject;
afterEach(() => project.close());

/** The demo account signs in with the canary. */
async function openProject() {
  project = await CliProject.open({
    seed: { accounts: [{ name: account, accessKeys: [{ accessKey, secretKey }], projects }] },
  });
  project.env = {
    ...project.env,
    HW_ACCESS_KEY: accessKey,
    HW_SECRET_KEY: secretKey,
    // Nobody asks it: the simulator is on this machine.
    HTTPS_PROXY: `http://user:${encodeURIComponent(proxyPassword)}@127.0.0.1:9`,
  };
  return recordRuns(project);
}

const golden = {
  class: "EcsSystemImage",
  args: { name: "golden", instanceId: demoServerId, tags: { team: "base" } },
} as const;

test("no secret is in state, events, output or debug log of a life with all its accidents", async () => {
  // given
  const { texts, run, log } = await openProject();
  const { simulator } = project;

  // when: a service that repeats what it was sent, a job that fails, and the ordinary steps of a life
  project.declare({ golden });
  const echo = {
    error_code: "IMG.0001",
    error_msg: `refused ${accessKey} ${secretKey} ${encodeURIComponent(secretKey)}`,
  };
  simulator.addFaults({
    match: { method: "POST", path: "^/v2/cloudimages/action" },
    effect: { kind: "respond", status: 400, body: echo, headers: { "x-request-id": secretKey } },
  });
  const codes = [await run("refused up", "up")];
  simulator.clearFaults();
  project.declare({
    golden,
    broken: { class: "EcsSystemImage", args: { name: "broken", instanceId: brokenServerId } },
  });
  codes.push(await run("failing up", "up"));
  project.declare({ golden });
  codes.push(await run("up", "up"));
  project.declare({ golden: { ...golden, args: { ...golden.args, name: "renamed", tags: { team: "web" } } } });
  codes.push(await run("update", "up"));
  codes.push(await run("refresh", "refresh"));
  texts["stack export"] = await project.succeed("stack", "export", "--show-secrets");
  codes.push(await run("destroy", "destroy"));
  texts["debug log"] = log();

  // then
  expect(codes.map((code) => code === 0)).toEqual([false, false, true, true, true, true]);
  expect(texts["output of refused up"]).toContain("refused CANA… ***");
  expect(texts["output of failing up"]).toMatch(/Job [0-9a-f]{32} failed/);
  expect(log().split("\n").length).toBeGreaterThan(20);
  expect(log()).toContain('"outcome":"success"');
  expect(findSecrets(texts, canaries)).toEqual([]);

  // and: the same search of the same texts finds what is hidden in them
  const spellings = { plain: secretKey, URL: encodeURIComponent(secretKey), base64: base64(`user:${secretKey}`) };
  for (const where of ["debug log", "events of up", "output of destroy", "stack export"]) {
    for (const [spelling, planted] of Object.entries(spellings)) {
      const marred = { ...texts, [where]: insertInTheMiddle(texts[where] ?? "", planted) };
      expect(findSecrets(marred, canaries)).toEqual([{ where, secret: secretKey, spelling }]);
    }
  }
});

const base64 = (text: string) => Buffer.from(text).toString("base64");

function insertInTheMiddle(text: string, planted: string): string {
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, middle)}${planted}${text.slice(middle)}`;
}
