import { type LocatedProblem, problemsText } from '../../domain/catalogue/catalogue-problem.ts';
import { badCatalogue } from '../../domain/catalogue/problems.ts';
import type { TierctlError } from '../../domain/tierctl-error.ts';

/** Of kind `config` (`bad-catalogue`): files that cannot be read as a catalogue. */
export function badFiles(problems: readonly Omit<LocatedProblem, 'code'>[]): TierctlError {
  const located = problems.map((problem) => ({ ...problem, code: 'bad-catalogue' as const }));
  return badCatalogue(problemsText(located), located);
}

/** As badFiles, for what is wrong with the file itself. */
export function badFile(
  file: string,
  message: string,
  line: number | null,
  column: number | null,
): TierctlError {
  return badFiles([{ file, path: '', line, column, message }]);
}
