import type { ProblemCode } from '../problem-codes.ts';
import { SUGGESTION } from '../suggestion.ts';
import { restated, TierctlError } from '../tierctl-error.ts';
import type { CataloguePlace } from './catalogue.ts';

/** A problem at a place in a catalogue. */
export interface CatalogueProblem {
  readonly place: CataloguePlace;
  readonly error: TierctlError;
}

/** A place that a person can find. */
export interface LocatedPlace {
  /** The file, `stdin`, or the like. */
  readonly file: string;
  /** `groups[2].members[0].level`, counted within that file; empty for the whole file. */
  readonly path: string;
  /** From 1; null where unknown. */
  readonly line: number | null;
  readonly column: number | null;
}

export type Locate = (place: CataloguePlace) => LocatedPlace;

/** The maximum number of problems in one message. */
const SHOWN = 20;

/** The error that `check` throws, as a problem at `place`; empty where it throws none. */
export function problemOf(place: CataloguePlace, check: () => unknown): CatalogueProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof TierctlError)) throw error;
    return [{ place, error }];
  }
}

/** `catalog.yaml: groups[2].members[0].level: expected an integer, line 41` */
export function writeProblem({ file, path, line }: LocatedPlace, message: string): string {
  const question = SUGGESTION.exec(message)?.[0] ?? '';
  const statement = message.slice(0, message.length - question.length);
  const where = [file, path].filter((part) => part !== '').join(': ');
  return `${where}: ${statement}${line === null ? '' : `, line ${line}`}${question}`;
}

/** Throws the error of the first problem, if there is one: for a command, whose change has no place in a file. */
export function throwFirst([first]: readonly CatalogueProblem[]): void {
  if (first !== undefined) throw first.error;
}

/**
 * One error for all problems, with the kind, code and data of the first. A single problem is thus the same error as from the
 * command that makes that one change; its data has all of them as `problems`. Throws nothing where there is no problem.
 */
export function refuseProblems(problems: readonly CatalogueProblem[], locate: Locate): void {
  const [first] = problems;
  if (first === undefined) return;
  const located = problems.map(({ place, error: { code, message } }) => ({
    ...locate(place),
    code,
    message,
  }));
  const { hint, data } = first.error;
  throw restated(first.error, problemsText(located), {
    hint: problems.length > 1 ? undefined : hint,
    data: { ...data, problems: located },
  });
}

export interface LocatedProblem extends LocatedPlace {
  readonly code: ProblemCode;
  readonly message: string;
}

/** One line for each problem, up to a number. */
export function problemsText(problems: readonly LocatedProblem[]): string {
  const lines = problems.slice(0, SHOWN).map((problem) => writeProblem(problem, problem.message));
  const more = problems.length > SHOWN ? [`and ${problems.length - SHOWN} more`] : [];
  const [only = ''] = lines;
  return problems.length === 1
    ? only
    : [`the catalogue has ${problems.length} errors:`, ...lines, ...more].join('\n  ');
}
