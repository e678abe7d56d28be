/** A table of counts in Markdown, with a row for each value of `rowOf` and a column for each of `columnOf`. */
export function table<Item>(
  items: readonly Item[],
  title: string,
  rowOf: (item: Item) => string,
  columnOf: (item: Item) => string,
): string[] {
  const columns = [...new Set(items.map(columnOf))].sort();
  const rows = [...new Set(items.map(rowOf))].sort();
  const count = (row: string, column: string) =>
    items.filter((item) => rowOf(item) === row && columnOf(item) === column).length;
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [
    line([title, ...columns, "all"]),
    line([title, ...columns, "all"].map(() => "---")),
    ...rows.map((row) =>
      line([row, ...columns.map((column) => count(row, column)), items.filter((item) => rowOf(item) === row).length]),
    ),
  ];
}
