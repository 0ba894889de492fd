import { fixCommand } from './fix-command.ts';
import type { Rule } from './rule.ts';

export const allFlagsOff: Rule = {
  id: 'all-flags-off',
  severity: 'warning',
  why: 'It can neither be left nor reached, so that it is on the ladder changes nothing.',
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
