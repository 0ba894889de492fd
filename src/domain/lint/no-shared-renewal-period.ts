// Neighbours are the members of two rungs that follow one another. A rung may hold thousands, so they are judged by
// kind: what the gates ask of a member (flags, periods, activity) is the same for all of a kind.
import { judgeMove, type Party, type Place } from '../eligibility.ts';
import { type Ladder, rungs } from '../ladder.ts';
import type { Member } from '../member.ts';
import type { Move } from '../move.ts';
import { canonical, formatRenewalPeriod, type RenewalPeriod, writeRenewalPeriod } from '../renewal-period.ts';
import { fixCommand } from './fix-command.ts';
import type { Breach, LintedCatalogue, Rule } from './rule.ts';

export const noSharedRenewalPeriod: Rule = {
  id: 'no-shared-renewal-period',
  severity: 'warning',
  why: 'The flags allow the move, but items that renew at different intervals do not switch with each other.',
  find: (catalogue) => catalogue.ladders.flatMap((ladder) => breachesOf(ladder, catalogue)),
};

type Standing = Member & Place & Party;
/** Members that every gate treats alike. */
type Kind = readonly [Standing, ...Standing[]];

function breachesOf(ladder: Ladder, catalogue: LintedCatalogue): Breach[] {
  const climbing = rungs(ladder.members)
    .reverse()
    .map(({ members }) => kinds(members, catalogue));
  return climbing.flatMap((lower, rung) =>
    lower.flatMap((kind) =>
      (climbing[rung + 1] ?? [])
        .filter((above) => onlyPeriodsForbid(ladder, kind[0], above[0]))
        .flatMap((above) => kind.map((member) => breachOf(ladder, member, above))),
    ),
  );
}

function kinds(members: readonly Member[], { parties }: LintedCatalogue): Kind[] {
  const found = new Map<string, [Standing, ...Standing[]]>();
  for (const member of members) {
    const standing = { ...member, ...parties(member.item) };
    const { upgradeable, downgradeable, upgradeableFrom, downgradeableFrom, active, item } = standing;
    const asked = [
      upgradeable,
      downgradeable,
      upgradeableFrom,
      downgradeableFrom,
      active,
      item.name === null,
    ];
    const key = [...asked, ...standing.renewalPeriods.map(canonical).sort()].join();
    const kind = found.get(key);
    if (kind === undefined) found.set(key, [standing]);
    else kind.push(standing);
  }
  return [...found.values()];
}

/** Whether a move, up or down, would be allowed if it were not for the renewal periods. */
function onlyPeriodsForbid({ group }: Ladder, one: Standing, other: Standing): boolean {
  return onlyRenewalFails(judgeMove(group, one, other)) || onlyRenewalFails(judgeMove(group, other, one));
}

function onlyRenewalFails({ gates }: Move): boolean {
  return gates.every(({ code, passed }) => passed === (code !== 'renewal-period'));
}

function breachOf({ group }: Ladder, lower: Standing, above: Kind): Breach {
  const [first] = above;
  const others = above.length === 1 ? '' : ` and ${above.length - 1} more`;
  const names = `${first.item.articleNumber}${others}`;
  return {
    where: { group, item: lower.item },
    message:
      `${lower.item.articleNumber} (${periods(lower)}) shares no renewal period with ${names} above it ` +
      `in "${group.name}" (${periods(first)})`,
    fix: fixOf(lower, first),
  };
}

/** Gives the lower one a period of the higher; or the higher one, where it has none, a period of the lower. */
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
