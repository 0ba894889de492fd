import { setTimeout } from 'node:timers/promises';

/** Long enough for a change that is not blocked. */
const A_WHILE_MS = 500;

/** Begins `change` when `act` is called, and waits for it unless it is blocked; `other` is its result. */
export function inTheWay(change: () => Promise<unknown>) {
  let outcome: Promise<unknown> = Promise.resolve('never begun');
  return {
    act: async () => {
      outcome = change().catch((error: unknown) => error);
      await Promise.race([outcome, setTimeout(A_WHILE_MS)]);
    },
    other: () => outcome,
  };
}
