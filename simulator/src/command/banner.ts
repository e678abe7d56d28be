// What the command prints first: how to point a program at the simulator, and what there is to make images of.
import { brokenServerId, demoCredentials, demoServerId, demoVolumeId, quickServerId } from "../store/defaultSeed";

const REGION = "eu-de";

export function banner(url: string, usesDefaultSeed: boolean): string {
  const { accessKey, secretKey, projects } = demoCredentials;
  const credentials = [
    `export HW_ACCESS_KEY=${accessKey}`,
    `export HW_SECRET_KEY=${secretKey}`,
    `export HW_REGION_NAME=${REGION}`,
  ];
  const sources = [
    `project of ${REGION}: ${projects[REGION]}`,
    `server: ${demoServerId}    its data disk: ${demoVolumeId}`,
    `server whose images are ready in two seconds: ${quickServerId}`,
    `server whose images fail: ${brokenServerId}`,
  ];
  return [
    `The simulator listens on ${url}. Point a program at it:`,
    "",
    ...(usesDefaultSeed ? credentials : []),
    `export PULUMI_IMS_ENDPOINTS='${JSON.stringify({ ims: url, iam: url, ecs: url })}'`,
    "",
    ...(usesDefaultSeed ? [...sources, ""] : []),
    "",
  ].join("\n");
}
