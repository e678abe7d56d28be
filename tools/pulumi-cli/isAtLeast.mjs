/** Whether a version such as `v3.259.0` is the floor or newer; a prerelease of the floor is older than the floor. */
export function isAtLeast(version, floor) {
  const [found, wanted] = [parse(version), parse(floor)];
  if (found === undefined || wanted === undefined) return false;
  const index = found.numbers.findIndex((number, i) => number !== wanted.numbers[i]);
  return index === -1 ? !found.prerelease : found.numbers[index] > wanted.numbers[index];
}

function parse(version) {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(-)?/.exec(version);
  return match === null ? undefined : { numbers: match.slice(1, 4).map(Number), prerelease: match[4] !== undefined };
}
