import { renderTable } from "./renderTable.mjs";

const header = ["key", "what it says", "type", "secret", "environment variables"];

/** The table of all settings, from the keys themselves. */
export function settingsTable(keys, families) {
  return renderTable([header, ...Object.entries(keys).map((entry) => row(entry, families))]);
}

function row([key, { about, type, secret, inside, ...variables }], families) {
  const names = families.flatMap((family) => variables[family] ?? []).map((name) => `\`${name}\``);
  return [inside ? `in \`${inside}\`` : `\`${key}\``, about, type ?? "text", secret ? "yes" : "", names.join(", ")];
}
