// What an OS version text says about type, platform and word size.

interface OsFacts {
  __os_version: string;
  __os_type: string;
  __platform: string;
  __os_bit: string;
}

const PLATFORMS: readonly [RegExp, string][] = [
  [/^windows/i, "Windows"],
  [/^ubuntu/i, "Ubuntu"],
  [/^red ?hat/i, "RedHat"],
  [/^opensuse/i, "OpenSUSE"],
  [/^suse/i, "SUSE"],
  [/^centos/i, "CentOS"],
  [/^debian/i, "Debian"],
  [/^oracle/i, "Oracle Linux"],
  [/^fedora/i, "Fedora"],
  [/^coreos/i, "CoreOS"],
  [/^huawei cloud euleros/i, "Huawei Cloud EulerOS"],
  [/^euleros/i, "EulerOS"],
  [/^openeuler/i, "openEuler"],
];

function osType(version: string): string {
  if (/^windows/i.test(version)) return "Windows";
  return /^other\b(?!.*linux)/i.test(version) ? "Other" : "Linux";
}

export const osFacts = (version: string): OsFacts => ({
  __os_version: version,
  __os_type: osType(version),
  __platform: PLATFORMS.find(([words]) => words.test(version))?.[1] ?? "Other",
  __os_bit: /32 ?bit/.test(version) ? "32" : "64",
});
