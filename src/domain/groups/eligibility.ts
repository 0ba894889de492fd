// Which moves are allowed: the gates of a switch from one item to another.

import type { ItemReference } from '../items/item.ts';
import { byLength, formatRenewalPeriod, type RenewalPeriod, sameLength } from '../items/renewal-period.ts';
import { type Direction, directionBetween } from './direction.ts';
import type { Group } from './group.ts';
import type { MemberFlags } from './member.ts';
import type { Gate, GateCode, Move } from './move.ts';

/** The properties of an item that the gates check, independent of a ladder. */
export interface ItemFacts {
  readonly item: ItemReference;
  /** An item without a profile is active; an item whose row is gone is not. */
  readonly active: boolean;
  readonly renewalPeriods: readonly RenewalPeriod[];
}

/** Its place on one ladder. */
export interface LadderPosition extends MemberFlags {
  readonly level: number;
}

/** Judges the move from `source` to `target` within a group that holds both. */
export function judgeMoveWithin(
  group: Group,
  source: ItemFacts & LadderPosition,
  target: ItemFacts & LadderPosition,
): Move {
  return judgeMovesFrom(group, source)(target);
}

/** Like judgeMoveWithin, for many targets of one source: gates that depend on the source alone are judged once. */
export function judgeMovesFrom(
  group: Group,
  source: ItemFacts & LadderPosition,
): (target: ItemFacts & LadderPosition) => Move {
  const sameGroup = gate('same-group', true, `both are in ${group.name}`);
  const sourceFlags = {
    upgrade: judgeSourceFlag('upgrade', source),
    downgrade: judgeSourceFlag('downgrade', source),
    none: judgeSourceFlag('none', source),
  };
  return (target) => {
    const direction = directionBetween(source.level, target.level);
    return move(group, target, target.level, direction, [
      sameGroup,
      judgeLevels(source, target),
      sourceFlags[direction],
      judgeTargetFlag(direction, target),
      ...judgeItems(source, target),
    ]);
  };
}

/** The verdict for two items without a common group: gates that depend on a ladder are not checked. */
export function judgeWithoutGroup(source: ItemFacts, target: ItemFacts): Move {
  const open = 'not checked: they share no group';
  return move(null, target, null, 'none', [
    gate('same-group', false, `no group holds both ${label(source)} and ${label(target)}`),
    gate('different-level', null, open),
    gate('source-flag', null, open),
    gate('target-flag', null, open),
    ...judgeItems(source, target),
  ]);
}

// Seed: equal levels are "somewhat equivalent and not … configured to switch between one another".
function judgeLevels(source: LadderPosition, target: LadderPosition): Gate {
  return source.level === target.level
    ? gate('different-level', false, `both are on level ${source.level}; equivalents do not switch`)
    : gate('different-level', true, `from level ${source.level} to level ${target.level}`);
}

function judgeSourceFlag(direction: Direction, source: ItemFacts & LadderPosition): Gate {
  if (direction === 'none') return noDirection('source-flag');
  const passed = direction === 'upgrade' ? source.upgradeable : source.downgradeable;
  const flag = direction === 'upgrade' ? 'upgradeable' : 'downgradeable';
  return gate('source-flag', passed, `${label(source)} ${is(passed)} ${flag}`);
}

// Why the `_from` flag is the target's: docs/decisions/flags.md.
function judgeTargetFlag(direction: Direction, target: ItemFacts & LadderPosition): Gate {
  if (direction === 'none') return noDirection('target-flag');
  const passed = direction === 'upgrade' ? target.upgradeableFrom : target.downgradeableFrom;
  const flag = direction === 'upgrade' ? 'upgradeable_from' : 'downgradeable_from';
  return gate('target-flag', passed, `${label(target)} ${is(passed)} ${flag}`);
}

function judgeItems(source: ItemFacts, target: ItemFacts): Gate[] {
  return [judgeRenewal(source, target), judgeActive(target)];
}

// Seed: "you can downgrade/upgrade to products with same renewal period if one exists".
function judgeRenewal(source: ItemFacts, target: ItemFacts): Gate {
  if (source.renewalPeriods.length === 0) {
    return gate('renewal-period', true, `${label(source)} has no renewal period`);
  }
  const shared = source.renewalPeriods.filter((own) =>
    target.renewalPeriods.some((other) => sameLength(own, other)),
  );
  if (shared.length > 0) return gate('renewal-period', true, `both renew every ${periods(shared)}`);
  const offered =
    target.renewalPeriods.length === 0 ? 'has no period' : `every ${periods(target.renewalPeriods)}`;
  return gate(
    'renewal-period',
    false,
    `${label(source)} renews every ${periods(source.renewalPeriods)}, ${label(target)} ${offered}`,
  );
}

function judgeActive(target: ItemFacts): Gate {
  if (target.item.articleNumber === null)
    return gate('target-active', false, `item ${target.item.id} is gone`);
  return gate('target-active', target.active, `${label(target)} ${is(target.active)} active`);
}

function move(
  group: Group | null,
  { item }: ItemFacts,
  level: number | null,
  direction: Direction,
  gates: readonly Gate[],
): Move {
  return { group, item, level, direction, eligible: gates.every(({ passed }) => passed === true), gates };
}

function gate(code: GateCode, passed: boolean | null, detail: string): Gate {
  return { code, passed, detail };
}

function noDirection(code: GateCode): Gate {
  return gate(code, null, 'not checked: neither up nor down');
}

function is(holds: boolean): string {
  return holds ? 'is' : 'is not';
}

function label({ item }: ItemFacts): string {
  return item.articleNumber ?? item.id;
}

function periods(those: readonly RenewalPeriod[]): string {
  return [...those].sort(byLength).map(formatRenewalPeriod).join(' or ');
}
