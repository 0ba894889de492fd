import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/operations/administration/diagnose.ts';
import { judgeGroup } from '../../../src/operations/groups/judge-group.ts';
import { listMoves } from '../../../src/operations/groups/list-moves.ts';
import { showGroup } from '../../../src/operations/groups/show-group.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { handWritten } from '../../support/catalogue/hand-written.ts';
import { catalogues } from '../../support/catalogue/random-catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { empty, onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { expectedMoves } from '../../support/groups/eligibility-oracle.ts';

const HERE = { today: '2026-03-01' };

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const byHand = handWritten(() => db.database);
  const doctor = () => db.read((session) => diagnose(session, HERE));
  const broken = async () => (await doctor()).findings.map(({ rule, message }) => [rule, message]);

  /** A group of that many items, each on a level of its own. */
  async function ladder(name: string, size: number): Promise<void> {
    const articles = Array.from({ length: size }, (_, n) => `${name}-${n}`);
    const { items } = await seedInto(db.database, {
      items: articles.map((articleNumber) => ({ articleNumber })),
    });
    const group = await byHand.group(name);
    const rows = articles.map((article, level) => ({
      id: randomUUID(),
      fk_group_id: group,
      fk_item_id: items[article] ?? '',
      upgrade_level: level,
      upgradeable: true,
      downgradeable: true,
      upgradeable_from: true,
      downgradeable_from: true,
    }));
    for (let at = 0; at < size; at += 200) {
      await db.database.kysely
        .insertInto('billing.upgrade_group_member')
        .values(rows.slice(at, at + 200))
        .execute();
    }
  }

  describe('the matrix', () => {
    test('judges every move of a group as the oracle does', async () => {
      for (const catalogue of fc.sample(catalogues, { numRuns: 5, seed: 3 })) {
        await empty(db.database);
        const { kysely } = db.database;
        await kysely
          .insertInto('billing.upgrade_group')
          .values([...catalogue.groups])
          .execute();
        for (const { item, active, renewalPeriods } of catalogue.items) {
          await kysely
            .insertInto('billing.item')
            .values({ id: item.id, article_number: item.articleNumber, name: item.name })
            .execute();
          if (!active) await db.change((session) => setItem(session, { item: item.id, active }));
          for (const { value, unit } of renewalPeriods) await byHand.renewalPeriod(item.id, value, unit);
        }
        for (const { groupId, itemId, level, ...flags } of catalogue.members)
          await byHand.member(groupId, itemId, level, flags);
        for (const { id } of catalogue.groups) {
          const { rows } = await db.read((session) => judgeGroup(session, { group: id }));
          for (const { source, moves } of rows) {
            const found = moves.map(({ item, direction, eligible }) => ({
              group: id,
              target: item.id,
              direction,
              eligible,
            }));
            found.sort((one, other) => (one.target < other.target ? -1 : 1));
            expect(found).toEqual(
              expectedMoves(catalogue, source.item.id).filter(({ group }) => group === id),
            );
          }
        }
      }
    });

    test('is refused for a group that is too large', async () => {
      await ladder('Big', 251);
      await expect(db.read((session) => judgeGroup(session, { group: 'Big' }))).rejects.toMatchObject({
        kind: 'refused',
        code: 'group-too-large',
        message: 'group "Big" has 251 members; all moves are judged for at most 250 members',
      });
    });
  });

  test('the number of statements does not depend on how many groups and members there are', async () => {
    const looks = {
      eligible: (group: string) =>
        db
          .read((session) => listMoves(session, { item: `${group}-0` }))
          .then(({ moves }) => moves.length + 1),
      'group show': (group: string) =>
        db.read((session) => showGroup(session, { group })).then(({ members }) => members.length),
      'group show --matrix': (group: string) =>
        db.read((session) => judgeGroup(session, { group })).then(({ rows }) => rows.length),
    };
    const counts: Record<string, number[]> = {};
    const count = async (name: string, look: () => Promise<unknown>): Promise<unknown> => {
      db.statements.length = 0;
      const seen = await look();
      counts[name] = [...(counts[name] ?? []), db.statements.length];
      return seen;
    };
    for (const [group, size] of [
      ['Few', 2],
      ['Many', 240],
    ] as const) {
      await ladder(group, size);
      for (const [name, look] of Object.entries(looks))
        expect(await count(name, () => look(group))).toBe(size);
      await count('doctor', doctor);
      for (let more = 0; more < 20; more++) await byHand.group(`${group}, further ${more}`);
    }
    for (const [name, [few, many]] of Object.entries(counts)) expect(many, name).toBe(few);
    // Names, paths, what subscriptions hold, and a server's settings are read in a few statements each.
    expect(counts.doctor?.[0]).toBeLessThan(24);
  });

  describe('doctor', () => {
    test('finds nothing in an empty catalogue, and writes nothing', async () => {
      const before = await everyRow(db.database);
      expect(await doctor()).toEqual({
        schema: 'current',
        checked: { groups: 0, members: 0, paths: 0 },
        findings: [],
      });
      expect(await everyRow(db.database)).toEqual(before);
    });

    test('finds what is wrong with groups and members', async () => {
      const [a, b, c] = [await byHand.item('A'), await byHand.item('B'), await byHand.item('C')];
      const business = await byHand.group('Business');
      const hosting = await byHand.group('Hosting');
      await byHand.group('Archive');
      await byHand.member(business, a, 1);
      await byHand.member(business, b, 2);
      await byHand.member(hosting, a, 30);
      await byHand.member(hosting, b, 20);
      await byHand.member(hosting, c, 10, {
        upgradeable: false,
        downgradeable: false,
        upgradeableFrom: false,
        downgradeableFrom: false,
      });
      await byHand.renewalPeriod(a, 1, 'month');
      await byHand.renewalPeriod(a, 1, 'year');
      await byHand.renewalPeriod(b, 12, 'MONTH');
      expect(await doctor()).toMatchObject({
        checked: { groups: 3, members: 5, paths: 0 },
        findings: [
          {
            rule: 'direction-differs',
            severity: 'error',
            where: {
              group: { id: hosting, name: 'Hosting' },
              item: { id: b, articleNumber: 'B', name: 'Item B' },
            },
            message: 'B is above A in "Business" and below it in "Hosting"',
            why: expect.stringMatching(/\.$/),
            fix: 'tierctl member update Hosting B --level 31',
          },
          { rule: 'all-flags-off', severity: 'warning', where: { item: { id: c } } },
          { rule: 'empty-group', where: { group: { name: 'Archive' }, item: null } },
        ],
      });
      await db.change((session) => setItem(session, { item: 'B', active: false }));
      expect((await broken()).map(([rule]) => rule)).toEqual([
        'direction-differs',
        'all-flags-off',
        'empty-group',
        'inactive-target',
        'inactive-target',
      ]);
    });

    test('does without tables that are not there, and proposes nothing that needs them', async () => {
      const hosting = await byHand.group('Hosting');
      const [a, b] = [await byHand.item('A'), await byHand.item('B')];
      await byHand.member(hosting, a, 1);
      await byHand.member(hosting, b, 2);
      await byHand.renewalPeriod(a, 1, 'month');
      await db.change((session) => setItem(session, { item: 'B', active: false }));
      const without = (renewalPeriods: boolean) =>
        db.read((session) => diagnose({ ...session, without: { tierctl: true, renewalPeriods } }, HERE));
      expect(await without(false)).toMatchObject({
        schema: 'missing',
        findings: [{ rule: 'no-shared-renewal-period', fix: null }],
      });
      expect((await without(true)).findings).toEqual([]);
      expect((await broken()).map(([rule]) => rule)).toEqual(['inactive-target']);
    });

    // Last: they take keys from the tables, which adopted ones may lack.
    test('finds groups of one name', async () => {
      await byHand.execute('alter table billing.upgrade_group drop constraint upgrade_group_name_key');
      const ids = [await byHand.group('Hosting'), await byHand.group('Hosting')].sort();
      expect((await doctor()).findings).toMatchObject([
        {
          rule: 'duplicate-group-name',
          where: { group: { id: ids[1] } },
          fix: `tierctl group rename ${ids[1]} 'Hosting (2)'`,
        },
        { rule: 'empty-group', fix: `tierctl group delete ${ids[0]}` },
        { rule: 'empty-group', fix: `tierctl group delete ${ids[1]}` },
      ]);
    });

    test('finds members whose item is gone', async () => {
      const hosting = await byHand.group('Hosting');
      await byHand.member(hosting, await byHand.item('A'), 1);
      const gone = await byHand.item('B');
      await byHand.member(hosting, gone, 2);
      await byHand.orphanMembersOf(gone);
      expect((await doctor()).findings).toMatchObject([
        {
          rule: 'dangling-item',
          where: { group: { id: hosting }, item: { id: gone, articleNumber: null, name: null } },
          fix: `tierctl member remove Hosting ${gone}`,
        },
      ]);
    });
  });
});
