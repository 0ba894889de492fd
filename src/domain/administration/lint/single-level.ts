import type { Ladder } from '../../groups/ladder.ts';
import { HIGHEST_LEVEL } from '../../groups/member.ts';
import { itemLabel } from '../../items/item-label.ts';
import { fixCommand } from './fix-command.ts';
import type { Breach, LintedCatalogue, Rule } from './rule.ts';

export const singleLevel: Rule = {
  id: 'single-level',
  severity: 'warning',
  why: 'Items on one level never switch with each other, so the group allows no move at all.',
  find: (catalogue) => catalogue.ladders.flatMap((ladder) => breachOf(ladder, catalogue)),
};

function breachOf({ group, members }: Ladder, { nameOf }: LintedCatalogue): Breach[] {
  const level = members[0]?.level;
  const last = members.at(-1);
  if (level === undefined || last === undefined) return [];
  if (members.some((member) => member.level !== level)) return [];
  const where = { group };
  if (members.length === 1) {
    return [
      {
        where,
        message: `${itemLabel(last.item)} is the only member of "${group.name}"`,
        fix: fixCommand('group delete', [nameOf(group)], ['--with-members']),
      },
    ];
  }
  const another = level < HIGHEST_LEVEL ? level + 1 : level - 1;
  return [
    {
      where,
      message: `all ${members.length} members of "${group.name}" are on level ${level}`,
      fix: fixCommand('member update', [nameOf(group), itemLabel(last.item)], ['--level', String(another)]),
    },
  ];
}
