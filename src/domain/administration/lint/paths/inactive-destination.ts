import { fixCommand } from '../fix-command.ts';
import type { Rule } from '../rule.ts';
import { followers, isFollowed } from './linted-paths.ts';

export const inactiveDestination: Rule = {
  id: 'inactive-destination',
  severity: 'error',
  why: 'Subscriptions never move to an inactive item: each run skips those that are due.',
  find: ({ paths }) =>
    paths.list
      .filter((path) => isFollowed(path) && !paths.profileOf(path.destination).active)
      .map((path) => {
        const { id, name, destination } = path;
        const label = destination.articleNumber;
        return {
          where: { item: destination, path: { id, name } },
          message: `"${name}" leads to ${label ?? destination.id}, which is inactive, and ${followers(path)}`,
          fix: label === null ? null : fixCommand('item set', [label], ['--active']),
        };
      }),
};
