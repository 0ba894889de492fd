import { fixCommand } from './fix-command.ts';
import type { Rule } from './rule.ts';

export const allFlagsOff: Rule = {
  id: 'all-flags-off',
  severity: 'warning',
  why: 'No move can leave or reach it, so its membership has no effect.',
  find: ({ ladders, nameOf }) =>
    ladders.flatMap(({ group, members }) =>
      members.flatMap(({ item, ...flags }) => {
        const off =
          !flags.upgradeable && !flags.downgradeable && !flags.upgradeableFrom && !flags.downgradeableFrom;
        if (item.articleNumber === null || !off) return [];
        return {
          where: { group, item },
          message: `${item.articleNumber} in "${group.name}" has every flag off`,
          fix: fixCommand('member remove', [nameOf(group), item.articleNumber]),
        };
      }),
    ),
};
