import { itemLabel } from '../../../items/item-label.ts';
import { fixCommand } from '../fix-command.ts';
import type { Rule } from '../rule.ts';
import { followers, isFollowed } from './linted-paths.ts';

export const expiredPath: Rule = {
  id: 'expired-path',
  severity: 'warning',
  why: 'What falls due after the window of its path stays where it is, run after run.',
  find: ({ paths, today }) =>
    paths.list.flatMap((path) => {
      const { id, name, effectiveUntil, isDefault, source } = path;
      if (effectiveUntil === null || effectiveUntil >= today || !isFollowed(path)) return [];
      return {
        where: { item: source, path: { id, name } },
        message: `"${name}" ended on ${effectiveUntil}, yet ${followers(path)}`,
        // Opening a window makes up for the moves that were missed. Where a default alone is left over, it only goes.
        fix:
          isDefault && path.overrides === 0
            ? fixCommand('path assign', [itemLabel(source)], ['--none'])
            : fixCommand('path update', [name], ['--no-until']),
      };
    }),
};
