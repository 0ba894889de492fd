import { expect, test } from 'vitest';
import { diagnose } from '../../../src/operations/administration/diagnose.ts';
import { type SeedItem, type SeedPath, seedInto } from '../../support/catalogue/catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { run } from '../../support/transitions/runs.ts';

const TODAY = '2026-03-01';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const doctor = () => db.read((session) => diagnose(session, { today: TODAY }));
  const broken = async () =>
    (await doctor()).findings.map(({ rule, where }) => [rule, where.item?.articleNumber, where.path?.name]);

  test('a catalogue of chains, packages and grids in good order has nothing wrong with it', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', attributes: ['domain', 'owner'], defaultPath: 'trial ends' },
        { articleNumber: 'MAIL', attributes: [{ name: 'owner', required: true }] },
        {
          articleNumber: 'PACK',
          kind: 'package',
          attributes: [
            { name: 'domain', required: true },
            { name: 'size', type: 'choice', choices: ['s', 'm'], required: true, defaultValue: 's' },
          ],
          products: [{ item: 'MAIL', minimum: 1 }],
        },
        { articleNumber: 'LOOSE', kind: 'package', products: [{ item: 'MAIL', minimum: 0 }] },
      ],
      paths: [
        {
          name: 'trial ends',
          source: 'TRIAL',
          destination: 'PACK',
          map: { domain: 'domain', owner: 'MAIL:owner' },
        },
        {
          name: 'loosen',
          source: 'PACK',
          destination: 'LOOSE',
          map: { 'MAIL:owner': 'MAIL:owner' },
          products: { MAIL: 'MAIL' },
        },
      ],
    });
    const before = await everyRow(db.database);
    expect(await doctor()).toMatchObject({ checked: { groups: 0, members: 0, paths: 2 }, findings: [] });
    expect(await everyRow(db.database)).toEqual(before);
  });

  test('finds what is wrong with paths, from what is stored', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', defaultPath: 'promo' },
        { articleNumber: 'SUMMER', term: 'P6M', defaultPath: 'summer is over' },
        { articleNumber: 'WINTER', defaultPath: 'winter is over' },
        { articleNumber: 'OLD', active: false },
        { articleNumber: 'MAIL', attributes: [{ name: 'owner', required: true }] },
        { articleNumber: 'PACK', kind: 'package', products: [{ item: 'MAIL', minimum: 1 }] },
        { articleNumber: 'LOOSE', kind: 'package', products: [{ item: 'MAIL', minimum: 0 }] },
      ],
      paths: [
        { name: 'promo', source: 'TRIAL', destination: 'SUMMER', until: '2026-02-28' },
        { name: 'to old', source: 'TRIAL', destination: 'OLD' },
        { name: 'to old, ended', source: 'TRIAL', destination: 'OLD' },
        { name: 'summer is over', source: 'SUMMER', destination: 'WINTER' },
        { name: 'winter is over', source: 'WINTER', destination: 'SUMMER' },
        { name: 'in a pack', source: 'TRIAL', destination: 'PACK' },
        { name: 'loose', source: 'TRIAL', destination: 'LOOSE' },
      ],
      subscriptions: [
        { account: 'A', item: 'TRIAL', start: '2026-01-01', path: 'to old' },
        // No subscription follows this one any more, but it stays in the history.
        {
          account: 'A',
          item: 'TRIAL',
          start: '2025-01-01',
          end: '2025-12-31',
          status: 'ended',
          path: 'to old, ended',
        },
      ],
    });
    expect(await broken()).toEqual([
      ['inactive-destination', 'OLD', 'to old'],
      ['empty-package', 'LOOSE', 'loose'],
      ['unmapped-required-attribute', 'MAIL', 'in a pack'],
      ['path-cycle-without-end', 'WINTER', 'winter is over'],
      ['overlapping-paths', 'TRIAL', 'to old, ended'],
      ['expired-path', 'TRIAL', 'promo'],
      ['open-ended-on-path', 'TRIAL', 'to old'],
    ]);
    const fixes = (await doctor()).findings.map(({ rule, fix }) => [rule, fix]);
    expect(fixes).toContainEqual([
      'overlapping-paths',
      "tierctl path update 'to old, ended' --until 2026-02-28",
    ]);
  });

  test('a path through which something has moved is not to be deleted', async () => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'A', defaultPath: 'on' }, { articleNumber: 'B' }],
      paths: [
        { name: 'again', source: 'A', destination: 'B' },
        { name: 'on', source: 'A', destination: 'B' },
      ],
      subscriptions: [{ account: 'X', item: 'A', start: '2026-01-01', end: '2026-01-31' }],
    });
    const fix = async () => (await doctor()).findings.map((finding) => [finding.rule, finding.fix]);
    expect(await fix()).toEqual([['overlapping-paths', 'tierctl path delete again']]);
    await run(db.database, { asOf: '2026-02-01' });
    await db.database.kysely.updateTable('tierctl.item_profile').set({ default_path_id: null }).execute();
    expect(await fix()).toEqual([['overlapping-paths', 'tierctl path update on --until 2026-02-28']]);
  });

  test('knows nothing of paths where tierctl has no tables, and asks for none', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'A', defaultPath: 'on' },
        { articleNumber: 'B', active: false },
      ],
      paths: [{ name: 'on', source: 'A', destination: 'B' }],
    });
    db.statements.length = 0;
    const without = { tierctl: true, renewalPeriods: false };
    const diagnosis = await db.read((session) => diagnose({ ...session, without }, { today: TODAY }));
    expect(diagnosis).toMatchObject({ schema: 'missing', checked: { paths: 0 }, findings: [] });
    expect(db.statements.filter(({ sql }) => sql.includes('tierctl'))).toEqual([]);
  });

  test('the number of statements does not depend on how many paths there are', async () => {
    const grow = async (from: number, to: number) => {
      const numbers = Array.from({ length: to - from }, (_, n) => from + n);
      await seedInto(db.database, {
        items: numbers.flatMap((n): SeedItem[] => [
          { articleNumber: `S-${n}`, attributes: ['domain'] },
          { articleNumber: `M-${n}`, attributes: [{ name: 'owner', required: true }] },
          { articleNumber: `P-${n}`, kind: 'package', products: [`M-${n}`] },
        ]),
        paths: numbers.map((n): SeedPath => ({ name: `path ${n}`, source: `S-${n}`, destination: `P-${n}` })),
      });
      db.statements.length = 0;
      const { findings } = await doctor();
      expect(findings).toHaveLength(to);
      return db.statements.length;
    };
    expect(await grow(0, 2)).toBe(await grow(2, 150));
  });
});
