import { compareText } from '../text-order.ts';
import type { Group } from './group.ts';
import type { Member } from './member.ts';

/** A group with its members, from the highest level to the lowest. */
export interface Ladder {
  readonly group: Group;
  readonly members: readonly Member[];
}

export interface Rung {
  readonly level: number;
  readonly members: readonly Member[];
}

type OnLevel = Pick<Member, 'level' | 'item'>;

/** From the highest level to the lowest; within a level by article number, items that are gone last. */
export function byRung(one: OnLevel, other: OnLevel): number {
  return other.level - one.level || byArticleNumber(one.item, other.item);
}

/** The members of a ladder by rung, from high to low. */
export function rungs(members: readonly Member[]): Rung[] {
  const found: { level: number; members: Member[] }[] = [];
  for (const member of [...members].sort(byRung)) {
    const last = found.at(-1);
    if (last?.level === member.level) last.members.push(member);
    else found.push({ level: member.level, members: [member] });
  }
  return found;
}

function byArticleNumber(one: OnLevel['item'], other: OnLevel['item']): number {
  return (
    compareText(one.articleNumber ?? '\uffff', other.articleNumber ?? '\uffff') ||
    compareText(one.id, other.id)
  );
}
