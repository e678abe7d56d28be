import type { Random } from "../../provider/base/random";

const letters = "abcdefghijklmnopqrstuvwxyz234567";

/** The same chances in every run with the same seed (a linear congruential generator). */
export function repeatableRandom(seed = 1): Random {
  let state = seed;
  const fraction = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  return {
    fraction,
    id: (length) => Array.from({ length }, () => letters.charAt(Math.floor(fraction() * letters.length))).join(""),
  };
}
