/** A file of the machine that the program runs on, as its class describes it to the provider. */
export interface LocalFile {
  /** Absolute path. */
  readonly path: string;
  /** Size of the file. */
  readonly bytes: number;
  /** SHA-256 of the content, in hex. */
  readonly sha256: string;
  /** The format that its first bytes show, such as `qcow2`; absent when they show none. */
  readonly format?: string;
}

/** A path that leads to nothing that could be an image. */
export interface UnusableFile {
  readonly path: string;
  /** The problem, to be read after the path: "is a directory". */
  readonly problem: string;
}
