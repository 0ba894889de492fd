import type { LadderPosition } from '../../groups/eligibility.ts';
import type { CatalogueMember } from '../catalogue.ts';
import type { CatalogueChange, UnlistedPart } from './catalogue-plan.ts';
import type { CatalogueRows } from './catalogue-rows.ts';
import type { KnownCatalogue, KnownGroup } from './known-catalogue.ts';
import { type PartDifference, partChange, partDifferences } from './part-changes.ts';
import type { StoredMember } from './stored-catalogue.ts';
import { writeMember } from './written-parts.ts';

export interface Differences {
  readonly changes: readonly CatalogueChange[];
  readonly unlisted: readonly UnlistedPart[];
}

/** How the groups of the file differ; adds to `rows` what makes the database match. */
export function diffGroups(known: KnownCatalogue, prune: boolean, rows: CatalogueRows): Differences {
  const changes: CatalogueChange[] = [];
  const unlisted: UnlistedPart[] = [];
  for (const group of known.groups.values()) {
    if (group.described === undefined) continue;
    const { name, members } = group.described.as;
    const differences = partDifferences(
      group.stored?.members ?? [],
      members,
      ({ item }: CatalogueMember) => item,
      (one, other) => writeMember(one) === writeMember(other),
    );
    const listed = differences.filter(({ after }) => after !== undefined || prune);
    if (group.stored === undefined) rows.groups.added.push({ id: group.id, name });
    for (const difference of listed) memberRows(group, difference, known, rows);
    if (!prune) {
      for (const { name: item, before, after } of differences) {
        if (before === undefined || after !== undefined) continue;
        const of = { type: 'group', name } as const;
        unlisted.push({ of, type: 'member', name: item, value: writeMember(before) });
      }
    }
    if (group.stored !== undefined && listed.length === 0) continue;
    changes.push({
      action: group.stored === undefined ? 'add' : 'change',
      type: 'group',
      name,
      fields: [],
      parts: listed.map(({ name: item, before, after }) =>
        partChange('member', item, before && writeMember(before), after && writeMember(after)),
      ),
    });
  }
  return { changes, unlisted };
}

function memberRows(
  group: KnownGroup,
  { before, after }: PartDifference<StoredMember, CatalogueMember>,
  { items, newId }: KnownCatalogue,
  rows: CatalogueRows,
): void {
  if (before === undefined && after !== undefined) {
    const item = items.get(after.item);
    if (item === undefined) return;
    rows.members.added.push({
      id: newId(),
      groupId: group.id,
      itemId: item.id,
      ...placeOf(after),
    });
  } else if (before !== undefined && after !== undefined) {
    rows.members.changed.push({ id: before.id, before: placeOf(before), after: placeOf(after) });
  } else if (before !== undefined) {
    rows.members.removed.push({ id: before.id, ...placeOf(before) });
  }
}

function placeOf({
  level,
  upgradeable,
  downgradeable,
  upgradeableFrom,
  downgradeableFrom,
}: LadderPosition): LadderPosition {
  return { level, upgradeable, downgradeable, upgradeableFrom, downgradeableFrom };
}
