import { itemLabel } from '../../../items/item-label.ts';
import { fixCommand } from '../fix-command.ts';
import type { Rule } from '../rule.ts';
import { followers, isFollowed } from './linted-paths.ts';

export const expiredPath: Rule = {
  id: 'expired-path',
  severity: 'warning',
  why: 'A subscription that is due after its path has ended stays where it is: each run skips it.',
  find: ({ paths, today }) =>
    paths.list.flatMap((path) => {
      const { id, name, effectiveUntil, isDefault, source } = path;
      if (effectiveUntil === null || effectiveUntil >= today || !isFollowed(path)) return [];
      return {
        where: { item: source, path: { id, name } },
        message: `"${name}" ended on ${effectiveUntil}, yet ${followers(path)}`,
        // Opening the window makes up for missed moves. If only a default is left, it is removed.
        fix:
          isDefault && path.overrides === 0
            ? fixCommand('path assign', [itemLabel(source)], ['--none'])
            : fixCommand('path update', [name], ['--no-until']),
      };
    }),
};
