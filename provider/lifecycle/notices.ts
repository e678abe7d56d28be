/** What is said once in a run of this process. */
export interface Notices {
  /** True the first time that this is to be said. */
  isFirst(notice: string): boolean;
}

export function createNotices(): Notices {
  const said = new Set<string>();
  return {
    isFirst: (notice) => {
      const isFirst = !said.has(notice);
      said.add(notice);
      return isFirst;
    },
  };
}
