import type { PartChange, PartType } from './catalogue-plan.ts';

export interface PartDifference<Before, After> {
  readonly name: string;
  readonly before: Before | undefined;
  readonly after: After | undefined;
}

/** The parts in which two lists differ, those of `after` first, each list in its own order. */
export function partDifferences<Before, After>(
  before: readonly Before[],
  after: readonly After[],
  nameOf: (one: Before | After) => string,
  same: (before: Before, after: After) => boolean,
): PartDifference<Before, After>[] {
  const former = new Map(before.map((one) => [nameOf(one), one]));
  const differences: PartDifference<Before, After>[] = [];
  for (const one of after) {
    const name = nameOf(one);
    const was = former.get(name);
    former.delete(name);
    if (was === undefined || !same(was, one)) differences.push({ name, before: was, after: one });
  }
  for (const [name, was] of former) differences.push({ name, before: was, after: undefined });
  return differences;
}

export function partChange(
  type: PartType,
  name: string,
  before: string | undefined,
  after: string | undefined,
): PartChange {
  const action = before === undefined ? 'add' : after === undefined ? 'remove' : 'change';
  return { action, type, name, before: before ?? null, after: after ?? null };
}
