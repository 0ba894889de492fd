import type { ErrorKind } from '../domain/tierctl-error.ts';

/** What each kind of error ends the process with; a contract with scripts (docs/exit-codes.md). */
export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  usage: 2,
  config: 2,
  refused: 3,
  'not-found': 4,
  conflict: 5,
  incomplete: 6,
  busy: 75,
  interrupted: 130,
};

export const UNEXPECTED = 1;
