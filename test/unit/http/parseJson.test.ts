import { parseJson } from "../../../provider/http/client/parseJson";

const listOf = (count: number) => `[${Array(count).fill("1").join(",")}]`;
const textOf = (length: number) => `{"name":"${"a".repeat(length)}"}`;
const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

test.each([
  ["100,000 values", listOf(100_000)],
  ["a text of 1,048,576 characters", textOf(1_048_576)],
  ["64 levels", nested(64)],
  ["signs of structure inside of texts", JSON.stringify({ a: ["[{,".repeat(10_000), '\\",[', "\\"] })],
  ["many short lists beside each other", `[${Array(1_000).fill("[[]]").join(",")}]`],
])("an answer with %s is read", (_what, text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test.each([
  ["100,001 values", listOf(100_001), "more than 100000 values"],
  ["a text of 1,048,577 characters", textOf(1_048_577), "a text of more than 1048576 characters"],
  ["a text of escaped quotes that never ends", `"${'\\"'.repeat(600_000)}`, "a text of more than 1048576 characters"],
  ["65 levels", nested(65), "nested deeper than 64 levels"],
  ["16 million levels that never end", "[".repeat(16_000_000), "nested deeper than 64 levels"],
  ["values behind a list that ends too often", `]]]]${"[".repeat(100)}`, "nested deeper than 64 levels"],
])("an answer with %s is refused before it takes memory", (_what, text, reason) => {
  expect(() => parseJson(text)).toThrow(reason);
});

test.each(['{"a":', '{"a":"b', "", "nothing"])("%j is no JSON", (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});
