import type { ErrorKind } from '../domain/problem-codes.ts';

/** For unexpected errors. */
export const UNEXPECTED = 1;

/** The exit code for each kind of error: a contract with scripts (docs/exit-codes.md). */
export const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  usage: 2,
  config: 2,
  refused: 3,
  'not-found': 4,
  conflict: 5,
  incomplete: 6,
  // A configured program failed; the change of tierctl itself is committed.
  external: UNEXPECTED,
  busy: 75,
  interrupted: 130,
};

/** Of `diff --exit-code`, if something would change. */
export const WOULD_CHANGE = 10;

/** Ends a command that has printed its result with an exit code that is part of the answer, and no failure. */
export class Answer extends Error {
  override readonly name = 'Answer';

  constructor(readonly exitCode: number) {
    super(`exit code ${exitCode}`);
  }
}
