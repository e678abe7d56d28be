// GET /v1/cloudimages/os_version: the values of os_version, by platform. A bare array, and os_bit is a number here.
import { imsError } from "./errors";
import { osFacts } from "./osFacts";

const TAGS = ["x86", "arm", "bms", "uefi"];

interface PlatformVersions {
  platform: string;
  prefix: string;
  /** Separated by commas; 64 and 32 at the end stand for 64bit and 32bit. */
  versions: string;
  tags: string;
}

const PLATFORMS: readonly PlatformVersions[] = [
  {
    platform: "Windows",
    prefix: "Windows ",
    versions:
      "10 64,7 Enterprise 64,7 Professional 64,7 Professional 32,Server 2019 Standard 64,Server 2016 Standard 64,Server 2016 Datacenter 64,Server 2012 R2 Standard 64,Server 2012 Essentials R2 64,Server 2012 R2 Datacenter 64,Server 2012 Datacenter 64,Server 2012 Standard 64,Server 2008 R2 WEB 64,Server 2008 R2 Standard 64,Server 2008 R2 Enterprise 64,Server 2008 R2 Datacenter 64",
    tags: "x86 bms uefi",
  },
  {
    platform: "SUSE",
    prefix: "SUSE Linux Enterprise Server ",
    versions:
      "15 SP1 64,15 64,12 SP5 64,12 SP4 64,12 SP3 64,12 SP2 64,12 SP1 64,12 64,11 SP4 64,11 SP3 64,11 SP3 32,11 SP1 64",
    tags: "x86 bms",
  },
  {
    platform: "Oracle Linux",
    prefix: "Oracle Linux Server release ",
    versions: "7.6 64,7.5 64,7.4 64,7.3 64,7.2 64,7.1 64,7.0 64,6.10 64,6.9 64,6.8 64,6.7 64,6.5 64",
    tags: "x86 bms",
  },
  {
    platform: "RedHat",
    prefix: "Redhat ",
    versions:
      "Linux Enterprise 8.0 64,7.6 64,Linux Enterprise 7.5 64,Linux Enterprise 7.4 64,Linux Enterprise 7.3 64,Linux Enterprise 7.2 64,Linux Enterprise 7.1 64,Linux Enterprise 7.0 64,Linux Enterprise 6.10 64,Linux Enterprise 6.9 64,Linux Enterprise 6.8 64,Linux Enterprise 6.7 64,Linux Enterprise 6.6 64,Linux Enterprise 6.6 32,Linux Enterprise 6.5 64,Linux Enterprise 6.4 64,Linux Enterprise 6.4 32",
    tags: "x86 bms",
  },
  {
    platform: "Ubuntu",
    prefix: "Ubuntu ",
    versions:
      "20.04 server 64,19.04 server 64,18.04 server 64,16.04.3 Server 64,16.04.2 Server 64,16.04 server 64,14.04.5 server 64,14.04.4 server 64,14.04.4 server 32,14.04.3 server 64,14.04.3 server 32,14.04.1 server 64,14.04.1 server 32,14.04 server 64,14.04 server 32",
    tags: "x86 arm bms uefi",
  },
  {
    platform: "OpenSUSE",
    prefix: "openSUSE ",
    versions: "42.3 64,42.2 64,42.1 64,15.1 64,15.0 64,13.2 64,11.3 64",
    tags: "x86",
  },
  {
    platform: "CentOS",
    prefix: "CentOS ",
    versions:
      "8.0 64,7.9 64,7.7 64,7.6 64,7.5 64,7.4 64,7.3 64,7.2 64,7.1 64,7.0 64,7.0 32,6.10 64,6.10 32,6.9 64,6.9 32,6.8 64,6.7 64,6.7 32,6.6 64,6.6 32,6.5 64,6.5 32,6.4 64,6.4 32,6.3 64,6.3 32",
    tags: "x86 arm bms uefi",
  },
  {
    platform: "Debian",
    prefix: "Debian GNU/Linux ",
    versions: "10.0.0 64,9.3.0 64,9.0.0 64,8.10.0 64,8.8.0 64,8.7.0 64,8.6.0 64,8.5.0 64,8.4.0 64,8.2.0 64,8.1.0 64",
    tags: "x86",
  },
  {
    platform: "Fedora",
    prefix: "Fedora ",
    versions: "30 64,29 64,28 64,27 64,26 64,25 64,24 64,23 64,22 64",
    tags: "x86",
  },
  { platform: "EulerOS", prefix: "EulerOS ", versions: "2.9 64,2.5 64,2.3 64,2.2 64,2.1 64", tags: "x86 arm bms uefi" },
  { platform: "CoreOS", prefix: "CoreOS ", versions: "1068.10.0,1010.5.0,1298.6.0", tags: "x86" },
  { platform: "openEuler", prefix: "openEuler ", versions: "20.03 64", tags: "x86 arm uefi" },
  { platform: "Huawei Cloud EulerOS", prefix: "Huawei Cloud EulerOS ", versions: "2.0 64", tags: "x86 arm bms uefi" },
  { platform: "Other", prefix: "Other", versions: "(32 bit), Linux(64 bit)", tags: "x86" },
];

function versionView(platform: string, version: string): object {
  const { __os_bit, __os_type } = osFacts(version);
  return { platform, os_version_key: version, os_version: version, os_bit: Number(__os_bit), os_type: __os_type };
}

const platformView = ({ platform, prefix, versions }: PlatformVersions): object => ({
  platform,
  version_list: versions
    .split(",")
    .map((version) => versionView(platform, `${prefix}${version}`.replace(/ (64|32)$/, " $1bit"))),
});

export function listOsVersions(tags: readonly string[]): object[] {
  const unknown = tags.find((tag) => !TAGS.includes(tag));
  if (unknown !== undefined) throw imsError("IMG.0001", `The tag ${unknown} is none of ${TAGS.join(", ")}.`);
  const fitting = PLATFORMS.filter((entry) => tags.every((tag) => entry.tags.split(" ").includes(tag)));
  return fitting.map(platformView);
}
