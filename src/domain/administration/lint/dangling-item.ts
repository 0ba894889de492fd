import { fixCommand } from './fix-command.ts';
import type { Rule } from './rule.ts';

export const danglingItem: Rule = {
  id: 'dangling-item',
  severity: 'error',
  why: 'Subscriptions cannot move to an item that does not exist, and programs that look it up may fail.',
  find: ({ ladders, nameOf }) =>
    ladders.flatMap(({ group, members }) =>
      members
        .filter(({ item }) => item.articleNumber === null)
        .map(({ item, level }) => ({
          where: { group, item },
          message: `the item ${item.id} on level ${level} of "${group.name}" is gone`,
          fix: fixCommand('member remove', [nameOf(group), item.id]),
        })),
    ),
};
