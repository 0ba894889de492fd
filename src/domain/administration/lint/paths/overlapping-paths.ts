// Windows never choose between paths: a subscription follows its item's default or its override, and nothing else. If two
// paths between the same items are in effect on the same day, one may be meant to replace the other; it does so only
// when an operator assigns it. If both are followed, an operator chose that. Days in the past are ignored.
import { LAST_DATE, plusDays } from '../../../calendar.ts';
import { collectBy } from '../../../collect-by.ts';
import { itemLabel } from '../../../items/item-label.ts';
import { compareText } from '../../../text-order.ts';
import { fixCommand } from '../fix-command.ts';
import type { Breach, Rule } from '../rule.ts';
import { isFollowed, type LintedPath } from './linted-paths.ts';

export const overlappingPaths: Rule = {
  id: 'overlapping-paths',
  severity: 'warning',
  why: 'Windows do not choose between paths. A subscription follows the default of its item or an override, so one of the two does nothing.',
  find: ({ paths, today }) => {
    const current = paths.list.filter(
      ({ effectiveUntil }) => effectiveUntil === null || effectiveUntil >= today,
    );
    const between = collectBy(current, ({ source, destination }) => `${source.id} ${destination.id}`);
    return [...between.values()]
      .flatMap((those) => clusters(those, today))
      .flatMap((cluster) => breachesOf(cluster, today));
  },
};

/** Paths whose windows overlap, directly or through other paths; only sets of several. */
function clusters(paths: readonly LintedPath[], today: string): LintedPath[][] {
  const sorted = [...paths].sort((one, other) => compareText(start(one, today), start(other, today)));
  const found: LintedPath[][] = [];
  let end = '';
  for (const path of sorted) {
    const last = found.at(-1);
    if (last !== undefined && start(path, today) <= end) last.push(path);
    else found.push([path]);
    end = last === undefined || end < until(path) ? until(path) : end;
  }
  return found.filter(({ length }) => length > 1);
}

/** Paths that no subscription follows; if none of the set is followed, one of them may stay. */
function breachesOf(cluster: readonly LintedPath[], today: string): Breach[] {
  const byName = [...cluster].sort((one, other) => compareText(one.name, other.name));
  const kept = byName.find(isFollowed) ?? byName[0];
  return byName
    .filter((path) => path !== kept && !isFollowed(path))
    .map((path) => {
      const { id, name, source, destination } = path;
      return {
        where: { item: source, path: { id, name } },
        message:
          `"${name}" leads from ${itemLabel(source)} to ${itemLabel(destination)} like "${kept?.name}", ` +
          'in a window that overlaps, and no subscription follows it',
        fix: fixOf(path, today),
      };
    });
}

/** Deletes the path, or closes its window if history needs it. */
function fixOf({ name, used, effectiveFrom }: LintedPath, today: string): string | null {
  if (!used) return fixCommand('path delete', [name]);
  const yesterday = plusDays(today, -1);
  if (effectiveFrom !== null && effectiveFrom > yesterday) return null;
  return fixCommand('path update', [name], ['--until', yesterday]);
}

function start({ effectiveFrom }: LintedPath, today: string): string {
  return effectiveFrom === null || effectiveFrom < today ? today : effectiveFrom;
}

function until({ effectiveUntil }: LintedPath): string {
  return effectiveUntil ?? LAST_DATE;
}
