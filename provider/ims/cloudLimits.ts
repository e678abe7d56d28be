/** Where the documents of the two clouds differ in what an image can have (Tag Management, Creating an Image). */
export interface CloudLimits {
  readonly name: string;
  /** Tags of an image, the ownership marker included. */
  readonly tags: number;
  /** Characters of a tag's key, and of its value. */
  readonly tagKey: number;
  readonly tagValue: number;
  /** Characters of keys and values, where the cloud allows less than all clouds do. */
  readonly tagText?: { readonly form: RegExp; readonly words: string };
  /** Arguments that the documents of this cloud do not have. */
  readonly lacks: readonly string[];
  /** Values of an argument, where the documents of this cloud have less than all clouds do. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

export type CloudFamily = keyof typeof cloudLimits;

export const cloudLimits = {
  otc: {
    name: "Open Telekom Cloud",
    tags: 10,
    tagKey: 36,
    tagValue: 43,
    tagText: { form: /^[\w-]*$/, words: "letters, digits, _ and -" },
    lacks: ["licenseType"],
    values: { diskFormat: ["zvhd2", "vhd", "raw", "qcow2"] },
  },
  huaweicloud: { name: "Huawei Cloud", tags: 20, tagKey: 128, tagValue: 255, lacks: [], values: {} },
} as const satisfies Record<string, CloudLimits>;
