/** What all of them come to, once the last has ended: none goes on when the failure of another is told. */
export async function allEnded<Out>(promises: readonly Promise<Out>[]): Promise<Out[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
