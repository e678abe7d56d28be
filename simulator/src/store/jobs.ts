// A job is only a span of time and its outcome: every state in between is worked out when somebody looks.

export interface Failure {
  code: string;
  reason: string;
  /** What remains of the image: a row in status killed, or nothing. */
  leftover: "killed" | "gone";
}

export interface Job {
  id: string;
  type: string;
  projectId: string;
  beginMs: number;
  endMs: number;
  imageId?: string;
  imageName?: string;
  failure?: Failure;
  children: Job[];
}
