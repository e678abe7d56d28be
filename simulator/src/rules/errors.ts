// The prepared refusals of all layers. Texts are the simulator's own; codes and statuses are the service's.
import { type NovaFault, ServiceError } from "./serviceError";

const IMS_TEXTS: Readonly<Record<string, string>> = {
  "IMG.0001": "The request body is not valid.",
  "IMG.0002": "The image name has more than 128 characters.",
  "IMG.0003": "The image name has characters that are not allowed, or a space at an end.",
  "IMG.0004": "The description has more than 1024 characters.",
  "IMG.0005": "The server does not exist.",
  "IMG.0006": "The system disk of the server cannot be used for an image.",
  "IMG.0007": "The request body is empty.",
  "IMG.0008": "The server is not stopped.",
  "IMG.0009": "The image name already exists.",
  "IMG.0010": "The server has a running task.",
  "IMG.0012": "The server ID is missing.",
  "IMG.0013": "The image name is missing.",
  "IMG.0015": "The quota of private images is used up.",
  "IMG.0017": "The URL does not have the form bucket:object.",
  "IMG.0019": "The backup ID is missing.",
  "IMG.0020": "The backup does not exist.",
  "IMG.0021": "Give one source: instance_id, image_url, volume_id or data_images.",
  "IMG.0022": "The state of the disk does not allow an image.",
  "IMG.0023": "The job could not be found.",
  "IMG.0024": "The imagetype is invalid.",
  "IMG.0027": "The image does not exist.",
  "IMG.0028": "The image is protected.",
  "IMG.0029": "The backup has been used for an image already.",
  "IMG.0030": "The project ID does not match the credential.",
  "IMG.0032": "The backup is not available.",
  "IMG.0035": "The attribute conflicts with the attributes of the image.",
  "IMG.0046": "The image is not available.",
  "IMG.0047": "Only the owner of the image may do this.",
  "IMG.0054": "The description has characters that are not allowed.",
  "IMG.0055": "The memory or disk size is invalid.",
  "IMG.0056": "The OS version is invalid or missing.",
  "IMG.0057": "The image file is empty, missing, in a wrong format or unreadable.",
  "IMG.0058": "The bucket belongs to another region.",
  "IMG.0059": "The image file is too large.",
  "IMG.0068": "The bucket name is empty.",
  "IMG.0069": "The bucket cannot be accessed.",
  "IMG.0070": "The object exists already.",
  "IMG.0071": "The image cannot be exported.",
  "IMG.0072": "The file format is not supported.",
  "IMG.0073": "The name of the file is missing.",
  "IMG.0074": "The name of the file has more than 128 characters.",
  "IMG.0075": "The name of the file has characters that are not allowed, or a space at an end.",
  "IMG.0077": "A public image cannot be exported.",
  "IMG.0090": "The image is being created and cannot be deleted.",
  "IMG.0094": "A public image cannot be deleted.",
  "IMG.0095": "The encryption key does not exist.",
  "IMG.0097": "The encryption key is not enabled.",
  "IMG.0105": "The operation is not supported.",
  "IMG.0109": "The bucket name has characters that are not allowed.",
  "IMG.0115": "The tag is invalid.",
  "IMG.0116": "The image has too many tags.",
  "IMG.0118": "An image of a bare metal server cannot be encrypted.",
  "IMG.0120": "The data disk cannot be used.",
  "IMG.0121": "The object was not found.",
  "IMG.0122": "The OS type is invalid.",
  "IMG.0123": "The data images are more than three, or name a file twice.",
  "IMG.0126": "The state of the server does not allow a whole image.",
  "IMG.0127": "The CSBS backup does not exist.",
  "IMG.0128": "A whole image cannot be exported.",
  "IMG.0132": "The CSBS backup is not available.",
  "IMG.0134": "The CSBS backup has been registered as an image already.",
  "IMG.0136": "The server is being backed up.",
  "IMG.0140": "The data disks belong to different servers.",
  "IMG.0141": "The firmware type is neither bios nor uefi.",
  "IMG.0148": "The image is being exported.",
  "IMG.0160": "An image over 128 GB can only be exported the quick way.",
  "IMG.0166": "An ISO file needs an OS version.",
  "IMG.0167": "This is not possible for an ISO image.",
  "IMG.0175": "The folder or file name has spaces.",
  "IMG.0176": "The image is deleted, its backup is not.",
  "IMG.0182": "The vault has no room for the backup.",
  "IMG.0183": "The server belongs to another vault.",
  "IMG.0184": "The vault cannot be read.",
  "IMG.0188": "The vault is not available.",
  "IMG.0193": "The vault is not for backups of servers.",
  "IMG.0198": "The kind of the backup is not the one in whole_image_type.",
  "IMG.1075": "The file cannot be registered: the image is not waiting for one.",
  "IMG.0212": "The architecture is neither x86 nor arm.",
};

const FORBIDDEN_CODES = new Set(["IMG.0026", "IMG.0030"]);

export function imsError(code: string, message?: string, status?: number): ServiceError {
  const text = message ?? IMS_TEXTS[code] ?? "The request was refused.";
  return new ServiceError(status ?? (FORBIDDEN_CODES.has(code) ? 403 : 400), { dialect: "ims", code, message: text });
}

const gatewayError = (status: number, code: string, message: string): ServiceError =>
  new ServiceError(status, { dialect: "gateway", code, message });

export const noSuchApi = (): ServiceError =>
  gatewayError(404, "APIGW.0101", "The API does not exist or has not been published in the environment");

export const badRequest = (message: string): ServiceError => gatewayError(400, "APIGW.0201", message);

export const bodyTooLarge = (): ServiceError => gatewayError(413, "APIGW.0201", "Request entity too large");

export const noSuchBackup = (id: string): ServiceError =>
  gatewayError(404, "BackupService.6200", `The backup ${id} does not exist`);

export const throttled = (limit = ",limit:200,time:1 minute"): ServiceError =>
  gatewayError(429, "APIGW.0308", `The throttling threshold has been reached: policy user over ratelimit${limit}`);

export const projectUnavailable = (message: string): ServiceError => gatewayError(403, "APIGW.0310", message);

export const unauthenticated = (detail: string): ServiceError =>
  gatewayError(401, "APIGW.0301", `Incorrect IAM authentication information: ${detail}`);

export const simulatorMistake = (message: string): ServiceError =>
  gatewayError(500, "SIMULATOR", `The simulator made a mistake: ${message}`);

export const iamError = (status: number, title: string, message: string): ServiceError =>
  new ServiceError(status, { dialect: "iam", title, message });

/** The newer calls of IAM answer with codes. */
export const iamCodeError = (status: number, code: string, message: string): ServiceError =>
  gatewayError(status, code, message);

export const tokenOutdated = (): ServiceError => gatewayError(401, "APIGW.0307", "The token must be updated.");

export const metadataError = (status: number, message: string): ServiceError =>
  new ServiceError(status, { dialect: "text", message });

const NOVA_FAULTS: Readonly<Record<number, NovaFault>> = {
  400: "badRequest",
  403: "forbidden",
  404: "itemNotFound",
  409: "conflictingRequest",
};

export const novaError = (status: number, message: string): ServiceError =>
  new ServiceError(status, { dialect: "nova", fault: NOVA_FAULTS[status] ?? "computeFault", message });

const GLANCE_TITLES: Readonly<Record<number, string>> = {
  400: "400 Bad Request",
  403: "403 Forbidden",
  404: "404 Not Found",
  409: "409 Conflict",
  413: "413 Request Entity Too Large",
  415: "415 Unsupported Media Type",
};

export const glanceError = (status: number, message: string): ServiceError =>
  new ServiceError(status, { dialect: "glance", title: GLANCE_TITLES[status] ?? String(status), message });

export const noSuchImage = (id: string): ServiceError => glanceError(404, `Failed to find image ${id}`);

export const imageProtected = (id: string): ServiceError =>
  glanceError(403, `Image ${id} is protected and cannot be deleted.`);
