import { printable } from "../../../provider/base/printable";

test.each([
  ["colours and cursor movements", "a\u001b[2Jb", "a [2Jb"],
  ["line ends and NUL", "a\r\n\u0000b", "a b"],
  ["the second set of control characters", "a\u009b31mb", "a 31mb"],
  ["characters that turn the order of others", "a\u202eb\u2066c\u200fd", "a b c d"],
])("%s become blanks", (_what, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("words of every language stay as they are", () => {
  expect(printable("Golden-Image ä 镜像 صورة 👍🏽")).toBe("Golden-Image ä 镜像 صورة 👍🏽");
});
