/** The Pulumi engine as the lifecycle sees it. */
export interface Engine {
  /** Aborted when the run is cancelled or the engine is gone: stop waiting. */
  readonly stop: AbortSignal;
  /** True when the engine that started this process has died: nobody will record what is done now. */
  isGone(): boolean;
  /**
   * How far a wait is: shown in the resource's own row, and forgotten afterwards. @param subject what is told, where the
   * message says more: the same again is no news, and shown now and then
   */
  progress(urn: string, message: string, subject?: string): void;
  /** A step that was taken: shown like progress, but never left out. */
  step(urn: string, message: string): void;
  /** Shown as information of the resource, and kept in the run's diagnostics. */
  inform(urn: string, message: string): void;
  /** Shown as a warning of the resource, and kept in the run's diagnostics. */
  warn(urn: string, message: string): void;
  /** Time-out that the engine has sent with the call at hand, from the option `customTimeouts`. */
  customTimeoutMs(): number | undefined;
  /** Says which inputs differ, for the answer to the diff at hand. */
  showChanges(changes: readonly PropertyChange[]): void;
}

/** One input that differs. */
export interface PropertyChange {
  /** As the engine writes paths: `tags.team`, `dataImages[0].name`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** Whether the change replaces the resource. */
  readonly replaces: boolean;
}
