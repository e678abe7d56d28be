/** Messages that one run of this process shows once. */
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
