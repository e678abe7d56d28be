/** Waits for the end of all promises, then returns their values or throws the first failure: none goes on after that. */
export async function allEnded<Out>(promises: readonly Promise<Out>[]): Promise<Out[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
