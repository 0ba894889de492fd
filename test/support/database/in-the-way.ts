import { setTimeout } from 'node:timers/promises';

/** Long enough for a change that nobody holds up. */
const A_WHILE_MS = 500;

/** Begins `change` when `act` is called, and waits for it as long as nobody holds it up; `other` is what came of it. */
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
