// Where the services are: all of them at this simulator.
import type { Project } from "../../store/store";

const SERVICES = [
  { type: "image", name: "ims", path: "" },
  { type: "ecs", name: "ecs", path: "/v1/$project" },
  { type: "compute", name: "nova", path: "/v2.1/$project" },
  { type: "identity", name: "iam", path: "/v3" },
] as const;

export function catalogOf(project: Project | undefined, origin: string): object[] {
  const region = project?.region ?? "*";
  const served = project === undefined ? SERVICES.filter(({ path }) => !path.includes("$project")) : SERVICES;
  return served.map(({ type, name, path }) => {
    const url = `${origin}${path.replace("$project", project?.id ?? "")}`;
    const endpoint = { id: `${name}-${region}`, interface: "public", region, region_id: region, url };
    return { type, name, id: name, endpoints: [endpoint] };
  });
}
