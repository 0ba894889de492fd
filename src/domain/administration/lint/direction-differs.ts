// Two items may stand on several ladders. Comparing every pair of items would be quadratic in the members of a group,
// so ladders are compared two by two, by the items they share, and of those only neighbours: if no
// pair of neighbours is reversed, no pair is.

import { collectBy } from '../../collect-by.ts';
import type { Ladder } from '../../groups/ladder.ts';
import { HIGHEST_LEVEL, type Member } from '../../groups/member.ts';
import { itemLabel } from '../../items/item-label.ts';
import { fixCommand } from './fix-command.ts';
import type { Breach, LintedCatalogue, Rule } from './rule.ts';

export const directionDiffers: Rule = {
  id: 'direction-differs',
  severity: 'error',
  // A ladder with two items on the same level gives no direction (domain/groups/direction.ts), so it never conflicts.
  why: 'The same switch is an upgrade in one group and a downgrade in another: customers see both, and a transition has no direction.',
  find: (catalogue) => {
    const seen = new Set<string>();
    return overlaps(catalogue.ladders).flatMap((overlap) =>
      reversals(overlap)
        .filter(({ lower, higher }) => isNew(seen, lower, higher))
        .map((reversal) => breachOf(overlap, reversal, catalogue)),
    );
  },
};

/** An item on two ladders. */
interface Shared {
  readonly one: Member;
  readonly other: Member;
}

interface Overlap {
  readonly one: Ladder;
  readonly other: Ladder;
  readonly shared: readonly Shared[];
}

/** `lower` is below `higher` on the one ladder, and above it on the other. */
interface Reversal {
  readonly lower: Shared;
  readonly higher: Shared;
}

/** Every two ladders that share two items or more. */
function overlaps(ladders: readonly Ladder[]): Overlap[] {
  const places = collectBy(
    ladders.flatMap(({ members }, ladder) => members.map((member) => ({ ladder, member }))),
    ({ member }) => member.item.id,
  );
  const pairs = [...places.values()].flatMap((those) =>
    those.flatMap((one, index) =>
      those.slice(index + 1).flatMap((other) => (one.ladder === other.ladder ? [] : [{ one, other }])),
    ),
  );
  const found = collectBy(
    pairs,
    ({ one, other }) => one.ladder * ladders.length + other.ladder,
    ({ one, other }): Shared => ({ one: one.member, other: other.member }),
  );
  return [...found.entries()]
    .filter(([, shared]) => shared.length > 1)
    .sort(([one], [other]) => one - other)
    .flatMap(([key, shared]) => {
      const one = ladders[Math.floor(key / ladders.length)];
      const other = ladders[key % ladders.length];
      return one === undefined || other === undefined ? [] : { one, other, shared };
    });
}

/**
 * Compares each rung of one ladder with the next: its item that is highest on the other ladder must not be above the next
 * rung's item that is lowest there.
 */
function reversals({ shared }: Overlap): Reversal[] {
  const climbing = [...shared].sort((a, b) => a.one.level - b.one.level || a.other.level - b.other.level);
  const found: Reversal[] = [];
  for (const [index, lowest] of climbing.entries()) {
    const previous = climbing[index - 1];
    if (previous === undefined || previous.one.level === lowest.one.level) continue;
    // In each rung, the first item is lowest on the other ladder and the last is highest.
    if (previous.other.level > lowest.other.level) found.push({ lower: previous, higher: lowest });
  }
  return found;
}

function breachOf({ one, other }: Overlap, { lower, higher }: Reversal, { nameOf }: LintedCatalogue): Breach {
  const low = itemLabel(lower.one.item);
  const high = itemLabel(higher.one.item);
  const lift = lower.other.level < HIGHEST_LEVEL;
  return {
    where: { group: other.group, item: lift ? higher.one.item : lower.one.item },
    message: `${high} is above ${low} in "${one.group.name}" and below it in "${other.group.name}"`,
    fix: lift
      ? fixCommand('member update', [nameOf(other.group), high], ['--level', String(lower.other.level + 1)])
      : fixCommand('member update', [nameOf(other.group), low], ['--level', String(higher.other.level - 1)]),
  };
}

/** One finding for each two items, even if several groups hold both. */
function isNew(seen: Set<string>, lower: Shared, higher: Shared): boolean {
  const key = [lower.one.item.id, higher.one.item.id].sort().join();
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
