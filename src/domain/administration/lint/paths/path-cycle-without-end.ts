import { writeRenewalPeriod } from '../../../items/renewal-period.ts';
import { defaultRounds, writeRound, writeTermless } from '../../../paths/path-cycles.ts';
import { fixCommand } from '../fix-command.ts';
import type { Rule } from '../rule.ts';
import type { LintedPaths } from './linted-paths.ts';

// If none of the items has a term, the paths are an ordinary pair of rules: an operator sets an end date to start a move.
export const pathCycleWithoutEnd: Rule = {
  id: 'path-cycle-without-end',
  severity: 'warning',
  why: 'A successor on an item without a term has no end date and stays there; subscriptions to the other items of the cycle move on automatically.',
  find: ({ paths, factsOf }) => {
    const hasTerm = (item: Parameters<LintedPaths['profileOf']>[0]) => paths.profileOf(item).term !== null;
    return defaultRounds(paths.list, hasTerm).flatMap((round) => {
      const withoutTerm = round.filter((item) => !hasTerm(item));
      const [item] = withoutTerm;
      if (item === undefined || withoutTerm.length === round.length) return [];
      const path = paths.list.find(({ source, isDefault }) => isDefault && source.id === item.id);
      const periods = factsOf(item).renewalPeriods.map(writeRenewalPeriod);
      const term = periods.find((period) => period !== null) ?? 'P1Y';
      return {
        where: { item, path: path === undefined ? null : { id: path.id, name: path.name } },
        message: `the default paths form a cycle ${writeRound(round)}, and ${writeTermless(withoutTerm)}`,
        fix:
          item.articleNumber === null ? null : fixCommand('item set', [item.articleNumber], ['--term', term]),
      };
    });
  },
};
