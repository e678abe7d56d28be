import type { Environment, Level } from "../level";
import type { Notice } from "./readSettingsFile";

/** Where to look for files with settings. */
export interface SourceOptions {
  readonly environment: Environment;
  /** The working directory. */
  readonly cwd: string;
}

export interface FileSource {
  readonly level: Level;
  /** Says so when other users can read the credentials in the file. */
  warnOfReaders(notice: Notice): void;
}

export interface ConfigurationOptions {
  /** The working directory. */
  readonly cwd: string;
  readonly notice: Notice;
}
