import { describe, expect, test } from 'vitest';
import type { Session } from '../../../src/database/session.ts';
import { EVERY_FLAG } from '../../../src/domain/groups/member.ts';
import { addMember } from '../../../src/operations/groups/add-member.ts';
import { removeMember } from '../../../src/operations/groups/remove-member.ts';
import { showGroup } from '../../../src/operations/groups/show-group.ts';
import { updateMember } from '../../../src/operations/groups/update-member.ts';
import { handWritten } from '../../support/catalogue/hand-written.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';

const GOLD = { group: 'Webhosting', item: 'HST-GOLD' };

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const byHand = handWritten(() => db.database);
  const webhosting = (session: Session) => showGroup(session, { group: 'Webhosting' });
  const members = async () => (await db.read(webhosting)).members;
  const adding = { ...GOLD, level: 3, ...EVERY_FLAG, ifNotExists: false };

  test('a member is added once, with its level and each of its flags', async () => {
    const group = await byHand.group('Webhosting');
    const item = await byHand.item('HST-GOLD', 'Gold');
    const flags = {
      upgradeable: true,
      downgradeable: false,
      upgradeableFrom: true,
      downgradeableFrom: false,
    };
    const input = { ...adding, ...flags };
    const { result } = await db.change((session) => addMember(session, input));
    expect(result).toEqual({
      group: { id: group, name: 'Webhosting' },
      member: {
        id: expect.any(String),
        item: { id: item, articleNumber: 'HST-GOLD', name: 'Gold' },
        level: 3,
        ...flags,
      },
      added: true,
    });
    expect(await members()).toEqual([result.member]);
    await expect(db.change((session) => addMember(session, input))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'member-exists',
      message: 'HST-GOLD is in group "Webhosting" already, on level 3',
    });
    const again = await db.change((session) => addMember(session, { ...input, level: 9, ifNotExists: true }));
    expect(again).toMatchObject({ changed: false, result: { added: false, member: { level: 3 } } });
  });

  test('an item may stand on several ladders', async () => {
    const item = await byHand.item('HST-GOLD');
    for (const group of ['Webhosting', 'Business']) {
      await byHand.group(group);
      await db.change((session) => addMember(session, { ...adding, group, item }));
    }
    expect(await members()).toHaveLength(1);
  });

  test('an unknown group or item is reported with a suggestion', async () => {
    await byHand.group('Webhosting');
    await byHand.item('HST-GOLD');
    await expect(
      db.change((session) => addMember(session, { ...adding, item: 'HST-GLOD' })),
    ).rejects.toMatchObject({
      code: 'item-not-found',
      message: 'no item "HST-GLOD"; did you mean HST-GOLD?',
    });
    await expect(
      db.change((session) => addMember(session, { ...adding, group: 'webhosting!' })),
    ).rejects.toMatchObject({ code: 'group-not-found', kind: 'not-found' });
  });

  describe('updating', () => {
    test('changes what is given and leaves the rest', async () => {
      const group = await byHand.group('Webhosting');
      await byHand.member(group, await byHand.item('HST-GOLD'), 3, { upgradeable: false });
      await byHand.member(group, await byHand.item('HST-SILVER'), 2);
      const { result } = await db.change((session) =>
        updateMember(session, { ...GOLD, level: -1, downgradeableFrom: false, upgradeable: true }),
      );
      expect(result.before).toMatchObject({ level: 3, ...EVERY_FLAG, upgradeable: false });
      expect(result.member).toMatchObject({ level: -1, ...EVERY_FLAG, downgradeableFrom: false });
      expect(await members()).toMatchObject([
        { item: { articleNumber: 'HST-SILVER' }, level: 2, ...EVERY_FLAG },
        result.member,
      ]);
    });

    test('to what it is already is no change', async () => {
      await byHand.member(await byHand.group('Webhosting'), await byHand.item('HST-GOLD'), 3);
      expect(
        await db.change((session) => updateMember(session, { ...GOLD, level: 3, upgradeable: true })),
      ).toMatchObject({ changed: false });
    });

    test('an item that is not in the group is refused with a suggestion from the group', async () => {
      await byHand.member(await byHand.group('Webhosting'), await byHand.item('HST-GOLD'), 3);
      await byHand.item('HST-GOLF');
      await expect(
        db.change((session) => updateMember(session, { ...GOLD, item: 'HST-GOLF', level: 1 })),
      ).rejects.toMatchObject({
        kind: 'not-found',
        code: 'member-not-found',
        message: '"HST-GOLF" is not in group "Webhosting"; did you mean HST-GOLD?',
      });
    });
  });

  test('removing takes the item off this ladder only', async () => {
    const item = await byHand.item('HST-GOLD');
    const member = await byHand.member(await byHand.group('Webhosting'), item, 3);
    await byHand.member(await byHand.group('Business'), item, 1);
    const { result } = await db.change((session) =>
      removeMember(session, { ...GOLD, item: item.toUpperCase() }),
    );
    expect(result.member).toMatchObject({ id: member, level: 3 });
    expect(await members()).toEqual([]);
    const rows = await everyRow(db.database);
    expect(rows['billing.item']).toHaveLength(1);
    expect(rows['billing.upgrade_group_member']).toHaveLength(1);
    await expect(db.change((session) => removeMember(session, GOLD))).rejects.toMatchObject({
      code: 'member-not-found',
    });
  });

  test('five thousand members are read in a fixed number of queries', async () => {
    const group = await byHand.group('Webhosting');
    const count = 5000;
    for (let from = 0; from < count; from += 500) {
      const numbers = Array.from({ length: 500 }, (_, n) => from + n);
      const rows = (tail: (n: number) => string) => numbers.map((n) => `(${tail(n)})`).join(', ');
      await byHand.execute(
        `insert into billing.item (id, article_number, name) values ${rows((n) => `'${id(n)}', 'A-${n}', 'n'`)}`,
      );
      await byHand.execute(
        `insert into billing.upgrade_group_member (id, fk_group_id, fk_item_id, upgrade_level, upgradeable,
          downgradeable, upgradeable_from, downgradeable_from)
          values ${rows((n) => `'${id(n)}', '${group}', '${id(n)}', ${n}, '1', '1', '1', '1'`)}`,
      );
    }
    db.statements.length = 0;
    expect(await members()).toHaveLength(count);
    expect(db.statements.filter(({ sql }) => sql.startsWith('select'))).toHaveLength(2);
  });

  test('dry runs leave the database as it was', async () => {
    const group = await byHand.group('Webhosting');
    await byHand.member(group, await byHand.item('HST-GOLD'), 3);
    await byHand.item('HST-SILVER');
    const before = await everyRow(db.database);
    const dry = [
      await dryRun(db.database, (session) => addMember(session, { ...adding, item: 'HST-SILVER' })),
      await dryRun(db.database, (session) => updateMember(session, { ...GOLD, level: 1 })),
      await dryRun(db.database, (session) => removeMember(session, GOLD)),
    ];
    expect(dry).toMatchObject([{ added: true }, { member: { level: 1 } }, { member: { level: 3 } }]);
    expect(await everyRow(db.database)).toEqual(before);
  });

  // Last: it takes a foreign key from the tables, which adopted ones may lack.
  test('a member whose item is gone is shown as such, and can be removed by its id', async () => {
    const group = await byHand.group('Webhosting');
    const gone = await byHand.item('HST-OLD');
    await byHand.member(group, gone, 5, { upgradeable: false });
    await byHand.member(group, await byHand.item('HST-GOLD'), 3);
    await byHand.orphanMembersOf(gone);
    expect(await members()).toMatchObject([
      { item: { id: gone, articleNumber: null, name: null }, level: 5, upgradeable: false },
      { item: { articleNumber: 'HST-GOLD' } },
    ]);
    await db.change((session) => removeMember(session, { ...GOLD, item: gone }));
    expect(await members()).toMatchObject([{ item: { articleNumber: 'HST-GOLD' } }]);
  });
});

function id(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}
