/** How the command ends, for scripts. */
export const exitCodes = {
  /** Done, and nothing is left to do. */
  fine: 0,
  /** Something could not be read, reached or deleted. */
  failed: 1,
  /** The command line makes no sense; nothing was done. */
  usage: 2,
  /** Everything was looked at, and images are left that no state knows. */
  left: 3,
  /** Ctrl-C, or the end of input at a question. */
  interrupted: 130,
} as const;
