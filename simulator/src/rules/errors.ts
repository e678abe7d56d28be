// The prepared refusals of all layers. Texts are the simulator's own; codes and statuses are the service's.
import { ServiceError } from "./serviceError";

const IMS_TEXTS: Readonly<Record<string, string>> = {
  "IMG.0001": "The request body is not valid.",
  "IMG.0002": "The image name has more than 128 characters.",
  "IMG.0003": "The image name has characters that are not allowed, or a space at an end.",
  "IMG.0004": "The description has more than 1024 characters.",
  "IMG.0005": "The server does not exist.",
  "IMG.0006": "The system disk of the server cannot be used for an image.",
  "IMG.0007": "The request body is empty.",
  "IMG.0008": "The server is not stopped.",
  "IMG.0010": "The server has a running task.",
  "IMG.0013": "The image name is missing.",
  "IMG.0015": "The quota of private images is used up.",
  "IMG.0017": "The URL does not have the form bucket:object.",
  "IMG.0021": "Give one source: instance_id, image_url, volume_id or data_images.",
  "IMG.0022": "The state of the disk does not allow an image.",
  "IMG.0023": "The job could not be found.",
  "IMG.0024": "The imagetype is invalid.",
  "IMG.0027": "The image does not exist.",
  "IMG.0028": "The image is protected.",
  "IMG.0030": "The project ID does not match the credential.",
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
  "IMG.0140": "The data disks belong to different servers.",
  "IMG.0141": "The firmware type is neither bios nor uefi.",
  "IMG.0166": "An ISO file needs an OS version.",
  "IMG.0175": "The folder or file name has spaces.",
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

export const throttled = (): ServiceError =>
  gatewayError(
    429,
    "APIGW.0308",
    "The throttling threshold has been reached: policy user over ratelimit,limit:200,time:1 minute",
  );

export const projectUnavailable = (message: string): ServiceError => gatewayError(403, "APIGW.0310", message);

export const unauthenticated = (detail: string): ServiceError =>
  gatewayError(401, "APIGW.0301", `Incorrect IAM authentication information: ${detail}`);

export const simulatorMistake = (message: string): ServiceError =>
  gatewayError(500, "SIMULATOR", `The simulator made a mistake: ${message}`);

export const iamError = (status: number, title: string, message: string): ServiceError =>
  new ServiceError(status, { dialect: "iam", title, message });

export const noSuchImage = (id: string): ServiceError =>
  new ServiceError(404, { dialect: "glance", title: "404 Not Found", message: `Failed to find image ${id}` });

export const imageProtected = (id: string): ServiceError =>
  new ServiceError(403, {
    dialect: "glance",
    title: "403 Forbidden",
    message: `Image ${id} is protected and cannot be deleted.`,
  });
