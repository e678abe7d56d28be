/** The arguments that kinds share, with the limits that hold in every document of both clouds. */

import { z } from "zod";
import { markerKey } from "../../ims/markerKey";
import type { Field } from "../kind";
import { textMap } from "./textMap";

const length = (text: string) => [...text].length;
const atMost = (characters: number) => ({
  test: (text: string) => length(text) <= characters,
  params: { error: `must have at most ${characters.toLocaleString("en")} characters` },
});

const longestName = 128;
const longestDescription = atMost(1_024);
const maxTags = 20;

/** An id of something in the cloud: never checked against a form, because the service knows best. */
export function sourceId(what: string): Field<string, true> {
  return {
    schema: z
      .string({ error: `must be the id of ${what}` })
      .trim()
      .min(1, `must be the id of ${what}, and is empty`),
    required: true,
    onChange: "replace",
  };
}

/** The same for something that may be left out. */
export function optionalId(what: string): Field<string, false> {
  return { ...sourceId(what), required: false };
}

/** A name of at most so many characters. */
export function nameOf(longest: number): Field<string, true> {
  const limit = atMost(longest);
  return {
    schema: z
      .string({ error: ({ input }) => (input === undefined ? "is required" : "must be a text") })
      .min(1, "must not be empty")
      .refine(limit.test, limit.params)
      .refine((text) => text === text.trim(), { error: "must not begin or end with a blank" })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
      .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), { error: "must not hold control characters" }),
    required: true,
    onChange: "update",
    observe: (image) => image.name,
    attribute: { name: "name", cleared: "" },
    autonameLength: longestName,
  };
}

export const name = nameOf(longestName);

export const description: Field<string, false> = {
  schema: z
    .string({ error: "must be a text" })
    .refine(longestDescription.test, longestDescription.params)
    .refine((text) => !/[\r\n<>]/.test(text), { error: "must not hold line breaks or the characters < and >" }),
  required: false,
  onChange: "update",
  absent: "",
  clearedWhenAdopted: true,
  observe: (image) => image.description,
  attribute: { name: "__description", cleared: "remove" },
};

const megabytes = z.int({ error: "must be a whole number of MB" }).min(0, "must not be negative");

export const minRam: Field<number, false> = {
  schema: megabytes,
  required: false,
  onChange: "update",
  absent: 0,
  observe: ({ image }) => image.minRam ?? 0,
  attribute: { name: "min_ram", cleared: 0 },
};

export const maxRam: Field<number, false> = {
  schema: megabytes,
  required: false,
  onChange: "update",
  absent: 0,
  observe: ({ image }) => image.maxRam ?? 0,
  attribute: { name: "max_ram", cleared: 0 },
};

export const enterpriseProjectId: Field<string, false> = {
  schema: z
    .string({ error: "must be the id of an enterprise project" })
    .regex(/^(0|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/i, "must be 0 (the default project) or a UUID")
    .transform((id) => (id === "" ? "0" : id)),
  required: false,
  onChange: "update",
  absent: "0",
  observe: ({ image }) => image.enterpriseProjectId || "0",
  attribute: { name: "enterprise_project_id", cleared: "0" },
};

const tagMap = textMap("must be a map from key to value")
  .superRefine((tags, context) => {
    for (const problem of tagProblems(tags))
      context.addIssue({ code: "custom", message: problem.text, path: problem.path });
  })
  .transform((tags) => Object.fromEntries(Object.entries(tags).map(([key, value]) => [key.trim(), value])));

interface TagProblem {
  readonly path: string[];
  readonly text: string;
}

function tagProblems(tags: Readonly<Record<string, string>>): TagProblem[] {
  const keys = Object.keys(tags).map((key) => key.trim());
  const problems = Object.entries(tags).flatMap(([key, value]) =>
    tagProblem(key, value).map((text) => ({ path: [key], text })),
  );
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  return [
    ...problems,
    ...twice.map((key) => ({ path: [key], text: "stands there twice when blanks are taken off" })),
    ...(keys.length >= maxTags ? [{ path: [], text: tooMany(keys.length) }] : []),
  ];
}

function tagProblem(key: string, value: string): string[] {
  const trimmed = key.trim();
  return [
    trimmed === "" ? "has an empty key" : "",
    length(trimmed) > 128 ? "has a key of more than 128 characters" : "",
    key.includes("=") ? "has a key with the character =" : "",
    trimmed === markerKey ? "is the key of the ownership marker, which the provider sets itself" : "",
    length(value) > 255 ? "has a value of more than 255 characters" : "",
  ].filter(Boolean);
}

function tooMany(count: number): string {
  return `must have at most ${maxTags - 1} tags, has ${count}: an image takes ${maxTags} (10 on Open Telekom Cloud), and the ownership marker is one of them`;
}

export const tags: Field<Record<string, string>, false> = {
  schema: tagMap,
  required: false,
  onChange: "update",
  absent: {},
  clearedWhenAdopted: true,
  observe: ({ image }) => Object.fromEntries(Object.entries(image.tags).filter(([key]) => key !== markerKey)),
};
