/** Defaults of every image of a stack. */
export interface Defaults {
  /** Tags of every image, unless its own say something else. */
  readonly tags: Readonly<Record<string, string>>;
  /** Keys of tags that are others' business, and beginnings of such keys with `*` behind them. */
  readonly ignoredTags: readonly string[];
  /** Enterprise project of new images that name none. */
  readonly enterpriseProjectId: string | undefined;
  /** Region of new images that name none, where neither files nor the service have to be asked for it. */
  readonly region: string | undefined;
  /** Project of new images, where the configuration or a provider of the program names its id. */
  readonly projectId: string | undefined;
}
