import type { MemberFlags } from '../../../domain/groups/member.ts';

const FLAGS = [
  ['upgradeable', 'upgradeable'],
  ['downgradeable', 'downgradeable'],
  ['upgradeableFrom', 'upgradeable_from'],
  ['downgradeableFrom', 'downgradeable_from'],
] as const satisfies readonly (readonly [keyof MemberFlags, string])[];

/** Four flags in a few words, under the names of the billing table: `all`, `all but upgradeable`, `none`. */
export function flagsInWords(flags: MemberFlags): string {
  const on = FLAGS.filter(([flag]) => flags[flag]).map(([, name]) => name);
  const off = FLAGS.filter(([flag]) => !flags[flag]).map(([, name]) => name);
  if (off.length === 0) return 'all';
  if (on.length === 0) return 'none';
  if (off.length === 1) return `all but ${off[0]}`;
  return on.length === 1 ? `only ${on[0]}` : on.join(', ');
}
