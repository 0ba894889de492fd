import { problem } from '../problem.ts';
import type { TierctlError } from '../tierctl-error.ts';
import type { LocatedProblem } from './catalogue-problem.ts';

/** A catalogue file cannot be read, or says something that no catalogue can. Fix: correct each place that the message names. */
export function badCatalogue(message: string, problems: readonly LocatedProblem[]): TierctlError {
  return problem('config', 'bad-catalogue', message, { data: { problems } });
}

/** The database has several objects of one name, which a file cannot distinguish. Fix: rename one; `doctor` lists them. */
export function ambiguousName(noun: 'group' | 'item' | 'path', name: string): TierctlError {
  return problem('conflict', 'ambiguous-name', `the database has several ${noun}s "${name}"`, {
    hint: 'see: tierctl doctor',
    data: { noun, name, [noun]: name },
  });
}

/** The catalogue has changed since the plan was made. Fix: make a new plan with `diff --plan-out`, and review it. */
export function planStale(why: string, changed: string | null): TierctlError {
  return problem('conflict', 'plan-stale', `the plan is stale: ${why}`, {
    hint: 'make a new plan with tierctl diff --plan-out, and review it',
    data: { changed },
  });
}
