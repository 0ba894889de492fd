// Neighbours are the members of two rungs that follow one another. A rung may hold thousands, so they are judged by
// kind: what the gates ask of a member (flags, periods, activity) is the same for all of a kind.
import { type ItemFacts, judgeMoveWithin, type LadderPosition } from '../../groups/eligibility.ts';
import { type Ladder, rungs } from '../../groups/ladder.ts';
import type { Member } from '../../groups/member.ts';
import type { Move } from '../../groups/move.ts';
import {
  canonical,
  formatRenewalPeriod,
  type RenewalPeriod,
  sameLength,
  writeRenewalPeriod,
} from '../../items/renewal-period.ts';
import { fixCommand } from './fix-command.ts';
import type { Breach, LintedCatalogue, Rule } from './rule.ts';

export const noSharedRenewalPeriod: Rule = {
  id: 'no-shared-renewal-period',
  severity: 'warning',
  why: 'The flags allow the move, but items that renew at different intervals do not switch with each other.',
  find: (catalogue) => catalogue.ladders.flatMap((ladder) => breachesOf(ladder, catalogue)),
};

type Standing = Member & LadderPosition & ItemFacts;

/** Members that every gate treats alike. */
interface Kind {
  readonly members: readonly [Standing, ...Standing[]];
  readonly periods: ReadonlySet<string>;
}

function breachesOf(ladder: Ladder, catalogue: LintedCatalogue): Breach[] {
  if (allShareOne(ladder, catalogue)) return [];
  const climbing = rungs(ladder.members)
    .reverse()
    .map(({ members }) => kinds(members, catalogue));
  return climbing.flatMap((lower, rung) =>
    lower.flatMap((kind) =>
      (climbing[rung + 1] ?? [])
        .filter((above) => onlyPeriodsForbid(ladder, kind, above))
        .flatMap(({ members: above }) =>
          kind.members.map((member) => breachOf(ladder, member, above, catalogue)),
        ),
    ),
  );
}

/** The usual case: all members share a period, or no member has one. Then there is nothing to compare. */
function allShareOne({ members }: Ladder, { factsOf }: LintedCatalogue): boolean {
  const offered = members.map(({ item }) => factsOf(item).renewalPeriods);
  const [first = [], ...others] = offered;
  if (first.length === 0) return others.every((those) => those.length === 0);
  return first.some((one) => others.every((those) => those.some((other) => sameLength(one, other))));
}

function kinds(members: readonly Member[], { factsOf }: LintedCatalogue): Kind[] {
  const found = new Map<string, { members: [Standing, ...Standing[]]; periods: ReadonlySet<string> }>();
  for (const member of members) {
    const standing = { ...member, ...factsOf(member.item) };
    const periods = standing.renewalPeriods.map(canonical).sort();
    const key = `${traits(standing)} ${periods.join()}`;
    const kind = found.get(key);
    if (kind === undefined) found.set(key, { members: [standing], periods: new Set(periods) });
    else kind.members.push(standing);
  }
  return [...found.values()];
}

/** One bit for each property of a member, except its periods, that a gate checks. */
function traits({ item, active, ...flags }: Standing): number {
  return (
    Number(flags.upgradeable) +
    Number(flags.downgradeable) * 2 +
    Number(flags.upgradeableFrom) * 4 +
    Number(flags.downgradeableFrom) * 8 +
    Number(active) * 16 +
    Number(item.articleNumber === null) * 32
  );
}

/** Whether a move, up or down, would be allowed if renewal periods were ignored. */
function onlyPeriodsForbid({ group }: Ladder, one: Kind, other: Kind): boolean {
  // Most neighbours share a period. Judging them all would take most of the time on a long ladder.
  for (const period of one.periods) if (other.periods.has(period)) return false;
  const [a] = one.members;
  const [b] = other.members;
  return onlyRenewalFails(judgeMoveWithin(group, a, b)) || onlyRenewalFails(judgeMoveWithin(group, b, a));
}

function onlyRenewalFails({ gates }: Move): boolean {
  return gates.every(({ code, passed }) => passed === (code !== 'renewal-period'));
}

function breachOf(
  { group }: Ladder,
  lower: Standing,
  above: Kind['members'],
  { itemsAreKept }: LintedCatalogue,
): Breach {
  const [first] = above;
  const others = above.length === 1 ? '' : ` and ${above.length - 1} more`;
  const names = `${first.item.articleNumber}${others}`;
  return {
    where: { group, item: lower.item },
    message:
      `${lower.item.articleNumber} (${periods(lower)}) shares no renewal period with ${names} above it ` +
      `in "${group.name}" (${periods(first)})`,
    fix: itemsAreKept ? fixOf(lower, first) : null,
  };
}

/** Gives the lower item a period of the higher one; if the higher one has none, gives it a period of the lower. */
function fixOf(lower: Standing, higher: Standing): string | null {
  const [lends, gets] = higher.renewalPeriods.length > 0 ? [higher, lower] : [lower, higher];
  const written = [...gets.renewalPeriods, ...lends.renewalPeriods.slice(0, 1)].map(writeRenewalPeriod);
  if (gets.item.articleNumber === null || written.includes(null)) return null;
  return fixCommand(
    'item set',
    [gets.item.articleNumber],
    written.flatMap((period) => ['--renewal', period ?? '']),
  );
}

function periods({ renewalPeriods }: { readonly renewalPeriods: readonly RenewalPeriod[] }): string {
  return renewalPeriods.length === 0 ? 'no period' : renewalPeriods.map(formatRenewalPeriod).join(', ');
}
