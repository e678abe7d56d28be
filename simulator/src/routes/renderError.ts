// A refusal in the dialect of the layer that refuses.
import type { Refusal, ServiceError } from "../rules/serviceError";
import type { Answer } from "./route";

type Render<D extends Refusal["dialect"]> = (
  refusal: Extract<Refusal, { dialect: D }>,
  status: number,
  requestId: string,
) => Answer;

const ims: Render<"ims"> = ({ code, message }, status) => ({ status, body: { error: { message, code } } });

const gateway: Render<"gateway"> = ({ code, message }, status, requestId) => ({
  status,
  body: { error_msg: message, error_code: code, request_id: requestId },
});

const iam: Render<"iam"> = ({ title, message }, status) => ({
  status,
  body: { error: { message, code: status, title } },
});

const nova: Render<"nova"> = ({ fault, message }, status) => ({
  status,
  body: { [fault]: { message, code: status } },
});

const glance: Render<"glance"> = ({ title, message }, status) => ({
  status,
  headers: { "content-type": "text/html; charset=UTF-8" },
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1>${message}<br /><br /></body></html>`,
});

const text: Render<"text"> = ({ message }, status) => ({
  status,
  headers: { "content-type": "text/plain" },
  body: message,
});

export function renderError({ refusal, status }: ServiceError, requestId: string): Answer {
  if (refusal.dialect === "ims") return ims(refusal, status, requestId);
  if (refusal.dialect === "gateway") return gateway(refusal, status, requestId);
  if (refusal.dialect === "nova") return nova(refusal, status, requestId);
  if (refusal.dialect === "iam") return iam(refusal, status, requestId);
  if (refusal.dialect === "text") return text(refusal, status, requestId);
  return glance(refusal, status, requestId);
}
