import { renderTable } from "./renderTable.mjs";

const header = ["cloud", "tags of an image, the marker included", "key and value of a tag", "has no", "only takes"];

/** What an image can have in each cloud, from the limits that a preview goes by. */
export function cloudsTable(limits) {
  return renderTable([header, ...Object.values(limits).map(row)]);
}

function row({ name, tags, tagKey, tagValue, tagText, lacks, values }) {
  const form = tagText === undefined ? "" : `: ${tagText.words}`;
  const missing = lacks.map((key) => `\`${key}\``).join(", ");
  const narrow = Object.entries(values).map(([key, known]) => `\`${key}\` ${known.join(", ")}`);
  return [name, `${tags}`, `up to ${tagKey} and ${tagValue} characters${form}`, missing, narrow.join("; ")];
}
