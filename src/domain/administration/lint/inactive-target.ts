import { fixCommand } from './fix-command.ts';
import type { Rule } from './rule.ts';

export const inactiveTarget: Rule = {
  id: 'inactive-target',
  severity: 'warning',
  why: 'Its flags promise moves to it, but every move is refused while the item is inactive.',
  find: ({ ladders, factsOf, nameOf }) =>
    ladders.flatMap(({ group, members }) =>
      members.flatMap(({ item, upgradeableFrom, downgradeableFrom }) => {
        const off = [
          ...(upgradeableFrom ? ['--no-upgradeable-from'] : []),
          ...(downgradeableFrom ? ['--no-downgradeable-from'] : []),
        ];
        if (item.articleNumber === null || off.length === 0 || factsOf(item).active) return [];
        return {
          where: { group, item },
          message: `${item.articleNumber} in "${group.name}" is inactive, yet its flags let customers move to it`,
          fix: fixCommand('member update', [nameOf(group), item.articleNumber], off),
        };
      }),
    ),
};
