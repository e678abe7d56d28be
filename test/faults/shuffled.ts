import type { Random } from "../../provider/base/random";

/** The same items in an order of chance (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const pool = [...items];
  return items.flatMap(() => pool.splice(Math.floor(random.fraction() * pool.length), 1));
}
