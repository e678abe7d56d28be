/** What a user can do about a refusal, by the code of the service (Error Codes); of credentials, they themselves know. */
const hints: Record<string, string> = {
  "IMG.0002": "Shorten the name to at most 128 characters.",
  "IMG.0003": "Use letters, digits, spaces, hyphens, dots and underscores in the name, with no space at either end.",
  "IMG.0004": "Shorten the description to at most 1,024 characters.",
  "IMG.0005": "Check instanceId: does the server exist in this region and project?",
  "IMG.0006": "Check the state of the server's system disk.",
  "IMG.0008": "Stop the server and run `pulumi up` again.",
  "IMG.0009": "Choose another name.",
  "IMG.0010": "The server has a running task; run `pulumi up` again when it has ended.",
  "IMG.0015": "The quota of private images is used up: delete images or ask for a larger quota.",
  "IMG.0017": "Write imageUrl as <bucket>:<object>.",
  "IMG.0020": "Check backupId: does the backup exist in this region and project?",
  "IMG.0022": "Wait until the disk can be used, then run `pulumi up` again.",
  "IMG.0026": "The account lacks the right for this call: grant it the IMS permissions, or complete its verification.",
  "IMG.0028": "Lift the protection of the image first.",
  "IMG.0029": "A backup makes one image only: delete that image first, or choose another backup.",
  "IMG.0030": "The project id does not belong to the credentials.",
  "IMG.0054": "Take line breaks and angle brackets out of the description.",
  "IMG.0055": "Check minDisk, minRam and maxRam.",
  "IMG.0057": "Check imageUrl: is the file there, readable, and in a format that the service knows?",
  "IMG.0058": "The bucket must be in the region of the image.",
  "IMG.0059": "Files above 128 GB need the fast import.",
  "IMG.0060": "Too many image tasks at once: run with a smaller --parallel.",
  "IMG.0063": "Images cannot be made from a server of this type.",
  "IMG.0066": "Check the image id.",
  "IMG.0069": "Check the bucket in imageUrl, and the rights of the image service on it.",
  "IMG.0088": "The share quota is used up.",
  "IMG.0090": "The image is still being made; run the command again when its job has ended.",
  "IMG.0095": "Check cmkId: does the key exist in this region and project?",
  "IMG.0097": "Enable the key that cmkId names.",
  "IMG.0099": "Grant the image service the use of the key.",
  "IMG.0110": "Wait until the system disk is available.",
  "IMG.0111": "The system disk is larger than 1,024 GB.",
  "IMG.0115":
    "Check the tags' keys and values: Open Telekom Cloud allows letters, digits, `_` and `-`, 36 and 43 characters.",
  "IMG.0116":
    "Remove tags: the service allows 10 (Open Telekom Cloud) or 20 on an image, and the ownership marker takes one.",
  "IMG.0118": "Leave out cmkId: images for bare metal cannot be encrypted.",
  "IMG.0119": "The server has no system disk.",
  "IMG.0120": "Check volumeId: is it a data disk that is attached to a server of this region and project?",
  "IMG.0121": "Check imageUrl: the bucket holds no such object.",
  "IMG.0134": "A backup makes one image only: delete that image first, or choose another backup.",
  "IMG.0136": "Wait until the server's backup has ended, then run `pulumi up` again.",
  "IMG.0137": "Check instanceId and the rights on the server.",
  "IMG.0140": "Volumes of one image call must belong to one server.",
  "IMG.0144": "The image does not exist any more; run `pulumi refresh`.",
  "IMG.0153": "Images cannot be made from servers with DESS or DSS disks.",
  "IMG.0154": "Enterprise projects could not be reached; run `pulumi up` again.",
  "IMG.0155": "Check enterpriseProjectId.",
  "IMG.0156": "Check enterpriseProjectId and the rights on that project.",
  "IMG.0164": "The spot server is being reclaimed.",
  "IMG.0166": "Set osVersion.",
  "IMG.0175": "Rename the object: its name must not hold blanks.",
  "IMG.0182": "Enlarge the vault.",
  "IMG.0183": "The server belongs to another vault: use that one, or dissociate it.",
  "IMG.0184": "Check vaultId: does the vault exist in this region and project?",
  "IMG.0193": "Choose a vault for server backups.",
  "IMG.0194": "Too many imports at once: run with a smaller --parallel.",
  "IMG.0198": "Check wholeImageType: it must name the service that made the backup.",
  "IMG.1075": "The file could not be registered: check it, and that the record has none yet.",
};

const gatewayHints: Record<string, string> = {
  "0101": "Check the endpoint of the service and the region.",
  "0302": "The credentials may not call this service.",
  "0308": "The account makes too many calls; run with a smaller --parallel.",
  "0310": "The project cannot be used: check the project id.",
  "0802": "The user may not work in this region.",
};

const statusHints: Record<number, string> = {
  403: "The credentials lack the right for this call.",
};

export function hintFor(serviceCode: string, httpStatus: number | undefined): string | undefined {
  const gatewayCode = /^APIGW?\.(\d{4})$/.exec(serviceCode)?.[1];
  return own(hints, serviceCode) ?? own(gatewayHints, gatewayCode ?? "") ?? statusHints[httpStatus ?? 0];
}

/** A code comes from outside: `constructor` is none of ours. */
function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
