import { Failure } from "../base/Failure.mjs";

/** The text with its generated part, which stands between `<!-- name -->` and `<!-- /name -->`, replaced by another. */
export function withGeneratedPart(text, name, part) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Failure(`there is no ${begin} … ${end}`);
  return `${text.slice(0, from + begin.length)}\n\n${part}\n\n${text.slice(to)}`;
}
