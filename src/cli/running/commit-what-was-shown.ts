// A question holds no lock and no transaction, because a person may need an hour to answer it. The preview is rolled back
// before the question. On yes the same work runs again. It is committed if it does what the preview showed.

import type { Done, Judge, Outcome } from '../../database/unit-of-work.ts';
import { concurrentChange } from '../../domain/problems.ts';
import { TierctlError } from '../../domain/tierctl-error.ts';

/** Runs all of the work in one transaction, which ends as `judge` says. */
type Pass<Result> = (judge: Judge<Result>) => Promise<Outcome<Result>>;

interface Dialogue<Result> {
  readonly show: (preview: Outcome<Result>) => void;
  /** Throws unless the answer is yes. */
  readonly ask: () => Promise<void>;
}

/**
 * Shows what `pass` does, asks, and commits it. Without a change there is no question. Throws what `pass` and `ask` throw, and
 * `conflict` (`changed-meanwhile`) where the work does something else after the answer: the new preview is shown, and
 * nothing is written.
 */
export async function commitWhatWasShown<Result>(
  pass: Pass<Result>,
  { show, ask }: Dialogue<Result>,
): Promise<Outcome<Result>> {
  const preview = await pass(() => 'roll-back');
  if (!preview.changed) return preview;
  show(preview);
  await ask();
  const shown = comparable(preview);
  const outcome = await pass((done) => (comparable(done) === shown ? 'commit' : 'roll-back')).catch(
    (error: unknown) => {
      throw isRefusal(error) ? changedSincePreview(`now this is refused: ${error.message}`, error) : error;
    },
  );
  // Another user has made the same change: the requested state is there. This does not hold for runs: their preview named
  // the subscriptions that move.
  const isThere = !outcome.changed && preview.audit !== undefined;
  if (outcome.committed || isThere) return outcome;
  show(outcome);
  throw changedSincePreview('above is what the command would do now');
}

/** Run numbers and timestamps differ in each pass. Other ids are UUIDs, and each pass gives the same ones. */
function comparable<Result>({ result, audit }: Done<Result>): string {
  return JSON.stringify({ result, audit }, (key, value: unknown) =>
    isOfThisPass(key, value) ? undefined : value,
  );
}

function isOfThisPass(key: string, value: unknown): boolean {
  return MOMENTS.has(key) || (NUMBERS_OF_RUNS.has(key) && typeof value === 'number');
}

const MOMENTS: ReadonlySet<string> = new Set(['startedAt', 'finishedAt', 'appliedAt']);
const NUMBERS_OF_RUNS: ReadonlySet<string> = new Set(['id', 'run', 'reverted']);

/** The database is no longer what it was when the same work gave the preview. */
function isRefusal(error: unknown): error is TierctlError {
  return (
    error instanceof TierctlError &&
    (error.kind === 'refused' || error.kind === 'conflict' || error.kind === 'not-found')
  );
}

/** `now` says what the work would do now. */
export function changedSincePreview(now: string, cause?: TierctlError): TierctlError {
  const message = `the database has changed since the preview; ${now}; nothing was written`;
  return concurrentChange(message, cause?.hint ?? 'run the command again', cause);
}
