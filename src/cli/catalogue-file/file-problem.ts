import { type LocatedProblem, problemsFound } from '../../domain/catalogue/catalogue-problem.ts';
import type { TierctlError } from '../../domain/tierctl-error.ts';

/** Of kind `config` (`bad-catalogue`): a file that cannot be read as a catalogue. */
export function badCatalogue(problems: readonly Omit<LocatedProblem, 'code'>[]): TierctlError {
  return problemsFound(
    'config',
    'bad-catalogue',
    problems.map((problem) => ({ ...problem, code: 'bad-catalogue' })),
  );
}

/** As badCatalogue, for what is wrong with the file itself. */
export function badFile(
  file: string,
  message: string,
  line: number | null,
  column: number | null,
): TierctlError {
  return badCatalogue([{ file, path: '', line, column, message }]);
}
