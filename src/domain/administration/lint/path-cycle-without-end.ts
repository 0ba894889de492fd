import { writeRenewalPeriod } from '../../items/renewal-period.ts';
import { writeRound, writeTermless } from '../../paths/endless-cycle.ts';
import { pathCycles } from '../../paths/path-cycles.ts';
import { fixCommand } from './fix-command.ts';
import type { Rule } from './rule.ts';

export const pathCycleWithoutEnd: Rule = {
  id: 'path-cycle-without-end',
  severity: 'error',
  why: 'A successor to an item without a term has no end date: what comes round to it never moves on.',
  find: ({ paths, parties }) =>
    pathCycles(paths.list, (item) => paths.profileOf(item).term !== null)
      .filter(({ withoutTerm }) => withoutTerm.length > 0)
      .flatMap(({ round, withoutTerm }) => {
        const [item, next] = round;
        if (item === undefined || next === undefined) return [];
        const path = paths.list.find(
          ({ source, destination }) => source.id === item.id && destination.id === next.id,
        );
        const periods = parties(item).renewalPeriods.map(writeRenewalPeriod);
        const term = periods.find((period) => period !== null) ?? 'P1Y';
        return {
          where: { item, path: path === undefined ? null : { id: path.id, name: path.name } },
          message: `paths lead round ${writeRound(round)}, and ${writeTermless(withoutTerm)}`,
          fix:
            item.articleNumber === null
              ? null
              : fixCommand('item set', [item.articleNumber], ['--term', term]),
        };
      }),
};
