import { fixCommand } from './fix-command.ts';
import type { Rule } from './rule.ts';

export const emptyGroup: Rule = {
  id: 'empty-group',
  severity: 'warning',
  why: 'A group without members allows no move.',
  find: ({ ladders, nameOf }) =>
    ladders
      .filter(({ members }) => members.length === 0)
      .map(({ group }) => ({
        where: { group },
        message: `"${group.name}" has no members`,
        fix: fixCommand('group delete', [nameOf(group)]),
      })),
};
