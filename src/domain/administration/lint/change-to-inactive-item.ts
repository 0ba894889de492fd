import { itemLabel } from '../../items/item-label.ts';
import { countedClause } from '../../wording.ts';
import { fixCommand } from './fix-command.ts';
import type { Rule } from './rule.ts';

export const changeToInactiveItem: Rule = {
  id: 'change-to-inactive-item',
  severity: 'error',
  why: 'Subscriptions never move to an inactive item: once the change is due, each run skips it.',
  find: ({ holdings }) =>
    holdings.changesToInactive.map(({ item, count }) => ({
      where: { item },
      message: `${itemLabel(item)} is inactive, and ${countedClause(count, 'change waits', 'for it', 'changes wait')}`,
      fix: item.articleNumber === null ? null : fixCommand('item set', [item.articleNumber], ['--active']),
    })),
};
