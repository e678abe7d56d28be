/**
 * How much may be repeated when a service is down: every repetition takes from the budget, every success gives a little
 * back. Once it is empty, calls fail at their first attempt, and no storm of repetitions keeps the service down.
 */
export interface RetryBudget {
  /** False when there is not enough left; then nothing is taken. */
  spend(cost: number): boolean;
  earn(): void;
}

const full = 500;

export function createRetryBudget(): RetryBudget {
  let left = full;
  return {
    spend: (cost) => {
      if (cost > left) return false;
      left -= cost;
      return true;
    },
    earn: () => {
      left = Math.min(full, left + 1);
    },
  };
}
