import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Move } from '../../../src/domain/groups/move.ts';
import { judgeMove } from '../../../src/operations/groups/judge-move.ts';
import { listMoves } from '../../../src/operations/groups/list-moves.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { handWritten } from '../../support/catalogue/hand-written.ts';
import { type Catalogue, catalogues } from '../../support/catalogue/random-catalogue.ts';
import { empty, onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { expectedMoves } from '../../support/groups/eligibility-oracle.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const byHand = handWritten(() => db.database);
  const newId = engine.name === 'SQL Server' ? 'NEWID()' : 'gen_random_uuid()';
  const judge = (source: string, target: string) =>
    db.read((session) => judgeMove(session, { source, target }));
  const moves = async (item: string) => (await db.read((session) => listMoves(session, { item }))).moves;

  describe("the seed's own statements", () => {
    async function insert(articleNumber: string, level: number, flags: string): Promise<void> {
      const itemId = await byHand.item(articleNumber);
      await byHand.execute(`
        insert into billing.upgrade_group_member (id, fk_group_id, fk_item_id, upgrade_level, upgradeable,
          downgradeable, upgradeable_from, downgradeable_from)
        select ${newId}, id, '${itemId}', ${level}, ${flags} from billing.upgrade_group where name = 'TestUpgrade'`);
    }

    test('are read truthfully, the one-way example with them', async () => {
      await byHand.execute(`insert into billing.upgrade_group (id, name) values (${newId}, 'TestUpgrade')`);
      const bit = (value: 0 | 1) =>
        engine.name === 'SQL Server' ? String(value) : value === 1 ? 'true' : 'false';
      const flags = (...bits: (0 | 1)[]) => bits.map(bit).join(', ');
      await insert('FIRST', 1, flags(1, 1, 1, 0));
      await insert('SECOND', 2, flags(1, 1, 1, 1));
      await insert('THIRD', 4, flags(1, 1, 1, 1));

      expect(await judge('FIRST', 'SECOND')).toMatchObject({
        eligible: true,
        moves: [{ group: { name: 'TestUpgrade' }, level: 2, direction: 'upgrade', eligible: true }],
      });
      const reverse = await judge('SECOND', 'FIRST');
      expect(reverse).toMatchObject({ eligible: false, moves: [{ direction: 'downgrade', level: 1 }] });
      expect(failures(reverse.moves)).toEqual(['target-flag']);
      expect(verdicts(await moves('SECOND'))).toEqual(['upgrade THIRD 4 yes', 'downgrade FIRST 1 no']);
      expect(verdicts(await moves('THIRD'))).toEqual(['downgrade SECOND 2 yes', 'downgrade FIRST 1 no']);
    });
  });

  test('each of several groups is judged on its own', async () => {
    const a = await byHand.item('A');
    const b = await byHand.item('B');
    for (const [group, levelOfA, levelOfB] of [
      ['Business', 2, 1],
      ['Even', 1, 1],
      ['Webhosting', 1, 2],
    ] as const) {
      const id = await byHand.group(group);
      await byHand.member(id, a, levelOfA);
      await byHand.member(id, b, levelOfB, { downgradeableFrom: false });
    }
    const answer = await judge('A', 'B');
    expect(answer.eligible).toBe(true);
    expect(answer.moves.map(({ group, direction, eligible }) => [group?.name, direction, eligible])).toEqual([
      ['Business', 'downgrade', false],
      ['Even', 'none', false],
      ['Webhosting', 'upgrade', true],
    ]);
    expect(await moves('A')).toEqual(answer.moves);
  });

  test('no shared group', async () => {
    const a = await byHand.item('A');
    await byHand.member(await byHand.group('Webhosting'), a, 1);
    await byHand.item('B');
    const {
      eligible,
      moves: [move],
    } = await judge('A', 'B');
    expect(eligible).toBe(false);
    expect(move).toMatchObject({ group: null, level: null, direction: 'none' });
    expect(move?.gates.map(({ passed }) => passed)).toEqual([false, null, null, null, true, true]);
    expect(await moves('A')).toEqual([]);
    expect(await moves('B')).toEqual([]);
  });

  test('an item without a profile is active; one that is set inactive is no target', async () => {
    const group = await byHand.group('Webhosting');
    await byHand.member(group, await byHand.item('A'), 1);
    await byHand.member(group, await byHand.item('B'), 2);
    expect(await judge('A', 'B')).toMatchObject({ eligible: true });
    await db.change((session) => setItem(session, { item: 'B', active: false }));
    expect(failures((await judge('A', 'B')).moves)).toEqual(['target-active']);
    expect(await judge('B', 'A')).toMatchObject({ eligible: true });
  });

  test('renewal periods are compared by length, however they are spelled', async () => {
    const group = await byHand.group('Webhosting');
    const a = await byHand.item('A');
    const b = await byHand.item('B');
    await byHand.member(group, a, 1);
    await byHand.member(group, b, 2);
    await byHand.renewalPeriod(a, 12, 'MONTH');
    expect(failures((await judge('A', 'B')).moves)).toEqual(['renewal-period']);
    await byHand.renewalPeriod(b, 1, 'month');
    expect(failures((await judge('A', 'B')).moves)).toEqual(['renewal-period']);
    await byHand.renewalPeriod(b, 1, 'Year');
    expect(await judge('A', 'B')).toMatchObject({ eligible: true });
  });

  test('an unknown item is reported with a suggestion', async () => {
    await byHand.item('HST-GOLD');
    await expect(judge('HST-GOLD', 'HST-GLOD')).rejects.toMatchObject({
      kind: 'not-found',
      message: 'no item "HST-GLOD"; did you mean HST-GOLD?',
    });
    await expect(moves('HST-GLOD')).rejects.toMatchObject({ code: 'item-not-found' });
  });

  test('what is written by hand is judged as a reading of the rows one by one would', async () => {
    await fc.assert(
      fc
        .asyncProperty(catalogues, async (catalogue) => {
          await write(catalogue);
          for (const { item } of catalogue.items) {
            expect(summary(await moves(item.articleNumber))).toEqual(expectedMoves(catalogue, item.id));
          }
        })
        .beforeEach(() => empty(db.database)),
      { numRuns: 12 },
    );
  });

  test('the number of queries does not grow with the ladders', async () => {
    const counts: number[] = [];
    for (const [groups, size] of [
      [1, 2],
      [40, 25],
    ] as const) {
      const source = await byHand.item(`SOURCE-${groups}`);
      const others = [];
      for (let n = 0; n < size; n++) others.push(await byHand.item(`OTHER-${groups}-${n}`));
      for (let g = 0; g < groups; g++) {
        const group = await byHand.group(`Group ${groups}-${g}`);
        await insertMembers(group, [source, ...others]);
      }
      db.statements.length = 0;
      expect(await moves(`SOURCE-${groups}`)).toHaveLength(groups * size);
      counts.push(db.statements.length);
    }
    expect(counts[1]).toBe(counts[0]);
  });

  // Last: it takes a foreign key from the tables, which adopted ones may lack.
  test('a member whose item is gone is no target', async () => {
    const group = await byHand.group('Webhosting');
    await byHand.member(group, await byHand.item('A'), 1);
    const gone = await byHand.item('B');
    await byHand.member(group, gone, 2);
    await byHand.orphanMembersOf(gone);
    const found = await moves('A');
    expect(found).toMatchObject([{ item: { id: gone, articleNumber: null, name: null }, eligible: false }]);
    expect(failures(found)).toEqual(['target-active']);
  });

  async function insertMembers(group: string, items: readonly string[]): Promise<void> {
    const rows = items.map(
      (item, level) => `('${randomUUID()}', '${group}', '${item}', ${level}, '1', '1', '1', '1')`,
    );
    await byHand.execute(`
      insert into billing.upgrade_group_member (id, fk_group_id, fk_item_id, upgrade_level, upgradeable,
        downgradeable, upgradeable_from, downgradeable_from) values ${rows.join(', ')}`);
  }

  async function write({ groups, items, members }: Catalogue): Promise<void> {
    const { kysely } = db.database;
    await kysely
      .insertInto('billing.upgrade_group')
      .values([...groups])
      .execute();
    for (const { item, active, renewalPeriods } of items) {
      await kysely
        .insertInto('billing.item')
        .values({ id: item.id, article_number: item.articleNumber, name: item.name })
        .execute();
      // An active one is left without a profile, as by hand.
      if (!active) await db.change((session) => setItem(session, { item: item.id, active }));
      for (const { value, unit } of renewalPeriods) await byHand.renewalPeriod(item.id, value, unit);
    }
    for (const { groupId, itemId, level, ...flags } of members)
      await byHand.member(groupId, itemId, level, flags);
  }
});

function failures(moves: readonly Move[]): string[] {
  return moves.flatMap(({ gates }) => gates.filter(({ passed }) => passed === false).map(({ code }) => code));
}

function verdicts(moves: readonly Move[]): string[] {
  return moves.map(
    ({ direction, item, level, eligible }) =>
      `${direction} ${item.articleNumber} ${level} ${eligible ? 'yes' : 'no'}`,
  );
}

function summary(moves: readonly Move[]) {
  return moves
    .map(({ group, item, direction, eligible }) => ({
      group: group?.id,
      target: item.id,
      direction,
      eligible,
    }))
    .sort((one, other) => (`${one.group} ${one.target}` < `${other.group} ${other.target}` ? -1 : 1));
}
