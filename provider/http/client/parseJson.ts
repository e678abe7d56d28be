/** More than any documented answer has: what reads an answer walks it by recursion, and keeps a part of it in memory. */
const maxDepth = 64;
const maxValues = 100_000;
const maxTextLength = 1_048_576;

const [quote, backslash, comma] = ['"', "\\", ","].map(codeOf);
const opening = ["[", "{"].map(codeOf);
const closing = ["]", "}"].map(codeOf);

/** A parser builds everything before anybody can look at it, so the text is measured first. */
export function parseJson(text: string): unknown {
  refuseBeyondLimits(text);
  return JSON.parse(text);
}

function refuseBeyondLimits(text: string): void {
  let depth = 0;
  let values = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) i = endOfText(text, i + 1);
    else if (code === comma) values += 1;
    else if (opening.includes(code)) depth += 1;
    else if (closing.includes(code)) depth -= 1;
    if (depth > maxDepth) throw new SyntaxError(`nested deeper than ${maxDepth} levels`);
    if (values >= maxValues) throw new SyntaxError(`more than ${maxValues} values`);
  }
}

/** Where the quote stands that ends a text. */
function endOfText(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    if (i - start > maxTextLength) throw new SyntaxError(`a text of more than ${maxTextLength} characters`);
    const code = text.charCodeAt(i);
    if (code === quote) return i;
    if (code === backslash) i += 1;
  }
  return text.length;
}

function codeOf(character: string): number {
  return character.charCodeAt(0);
}
