import { styleText } from "node:util";

/** Colours the text when a person is looking at a terminal that shows colours. */
export function paint(style, text) {
  return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text;
}
