import { describe, expect, test } from 'vitest';
import { createGroup } from '../../../src/operations/groups/create-group.ts';
import { deleteGroup } from '../../../src/operations/groups/delete-group.ts';
import { listGroups } from '../../../src/operations/groups/list-groups.ts';
import { renameGroup } from '../../../src/operations/groups/rename-group.ts';
import { showGroup } from '../../../src/operations/groups/show-group.ts';
import { handWritten } from '../../support/catalogue/hand-written.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const byHand = handWritten(() => db.database);
  const create = (name: string) =>
    db
      .change((session) => createGroup(session, { name, ifNotExists: false }))
      .then(({ result }) => result.group);
  const audits = () => db.database.kysely.selectFrom('tierctl.audit').select(['before', 'after']).execute();

  test('a group is created once', async () => {
    const input = { name: 'Webhosting', ifNotExists: false };
    const { result } = await db.change((session) => createGroup(session, input));
    expect(result).toMatchObject({ created: true, group: { name: 'Webhosting' } });
    await expect(db.change((session) => createGroup(session, input))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'group-exists',
    });
    const again = await db.change((session) => createGroup(session, { ...input, ifNotExists: true }));
    expect(again).toMatchObject({ changed: false, result: { created: false, group: result.group } });
    expect(await audits()).toEqual([{ before: null, after: JSON.stringify(result.group) }]);
  });

  test('a name that cannot be used is refused', async () => {
    const nameless = { name: ' ', ifNotExists: false };
    await expect(db.change((session) => createGroup(session, nameless))).rejects.toMatchObject({
      kind: 'usage',
      code: 'bad-group-name',
    });
  });

  test('groups are listed by name, with their members counted, in one query', async () => {
    const dns = await byHand.group('DNS');
    const empty = await byHand.group('Archive');
    for (const [n, item] of ['A', 'B', 'C'].entries()) await byHand.member(dns, await byHand.item(item), n);
    db.statements.length = 0;
    expect(await db.read(listGroups)).toEqual({
      groups: [
        { id: empty, name: 'Archive', memberCount: 0 },
        { id: dns, name: 'DNS', memberCount: 3 },
      ],
    });
    expect(db.statements.filter(({ sql }) => sql.startsWith('select'))).toHaveLength(1);
  });

  test('a group is found by name and by id, in either case, and missed with a suggestion', async () => {
    const id = await byHand.group('Webhosting');
    for (const group of ['Webhosting', id, id.toUpperCase()]) {
      expect(await db.read((session) => showGroup(session, { group }))).toMatchObject({
        group: { id, name: 'Webhosting' },
      });
    }
    await expect(db.read((session) => showGroup(session, { group: 'Webhostin' }))).rejects.toMatchObject({
      kind: 'not-found',
      code: 'group-not-found',
      message: 'no group "Webhostin"; did you mean Webhosting?',
    });
  });

  test('the rungs go from high to low, each by article number', async () => {
    const group = await byHand.group('Webhosting');
    for (const [name, level] of [
      ['B', 1],
      ['Z', 3],
      ['A', 1],
      ['C', 2],
    ] as const) {
      await byHand.member(group, await byHand.item(name), level);
    }
    const { members } = await db.read((session) => showGroup(session, { group }));
    expect(members.map(({ level, item }) => `${level} ${item.articleNumber}`)).toEqual([
      '3 Z',
      '2 C',
      '1 A',
      '1 B',
    ]);
  });

  describe('renaming', () => {
    test('changes the name and nothing else', async () => {
      const before = await create('Webhosting');
      const { result } = await db.change((session) =>
        renameGroup(session, { group: 'Webhosting', name: 'Hosting' }),
      );
      expect(result).toEqual({ before, group: { id: before.id, name: 'Hosting' } });
      expect((await db.read(listGroups)).groups).toEqual([{ ...result.group, memberCount: 0 }]);
    });

    test('to the same name is no change; to one in another case is', async () => {
      await create('Webhosting');
      const rename = (name: string) =>
        db.change((session) => renameGroup(session, { group: 'Webhosting', name }));
      expect(await rename('Webhosting')).toMatchObject({ changed: false });
      expect(await rename('WebHosting')).toMatchObject({ changed: true });
      expect((await db.read(listGroups)).groups).toMatchObject([{ name: 'WebHosting' }]);
    });

    test('to a name that is taken is refused', async () => {
      await create('Webhosting');
      await create('DNS');
      await expect(
        db.change((session) => renameGroup(session, { group: 'DNS', name: 'Webhosting' })),
      ).rejects.toMatchObject({ kind: 'conflict', code: 'group-exists' });
    });
  });

  describe('deleting', () => {
    test('an empty group', async () => {
      const group = await create('Webhosting');
      const { result } = await db.change((session) =>
        deleteGroup(session, { group: group.id, withMembers: false }),
      );
      expect(result).toEqual({ group, members: [] });
      expect(await db.read(listGroups)).toEqual({ groups: [] });
    });

    test('a group with members only with the option for it; the items stay', async () => {
      const group = await byHand.group('Webhosting');
      const other = await byHand.group('DNS');
      const item = await byHand.item('HST-GOLD');
      const member = await byHand.member(group, item, 1);
      await byHand.member(other, item, 1);
      await expect(
        db.change((session) => deleteGroup(session, { group, withMembers: false })),
      ).rejects.toMatchObject({ kind: 'refused', code: 'group-has-members' });
      const { result } = await db.change((session) => deleteGroup(session, { group, withMembers: true }));
      expect(result.members.map(({ id }) => id)).toEqual([member]);
      const rows = await everyRow(db.database);
      expect(rows['billing.item']).toHaveLength(1);
      expect(rows['billing.upgrade_group_member']).toHaveLength(1);
      expect((await audits())[0]?.before).toBe(JSON.stringify({ ...result.group, members: result.members }));
    });
  });

  test('dry runs leave the database as it was', async () => {
    const group = await byHand.group('Webhosting');
    await byHand.member(group, await byHand.item('HST-GOLD'), 1);
    const before = await everyRow(db.database);
    const dry = [
      await dryRun(db.database, (session) => createGroup(session, { name: 'DNS', ifNotExists: false })),
      await dryRun(db.database, (session) => renameGroup(session, { group, name: 'Hosting' })),
      await dryRun(db.database, (session) => deleteGroup(session, { group, withMembers: true })),
    ];
    expect(dry).toMatchObject([
      { created: true },
      { group: { name: 'Hosting' } },
      { members: [{ level: 1 }] },
    ]);
    expect(await everyRow(db.database)).toEqual(before);
  });
});
