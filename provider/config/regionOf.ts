/** Projects are named after their region, with a suffix where there are several: eu-de, eu-de_dev. */
export function regionOf(projectName: string | undefined): string | undefined {
  const [start] = projectName?.split("_") ?? [];
  return start !== undefined && /^[a-z]{2,}(-[a-z0-9]+)+$/.test(start) ? start : undefined;
}
