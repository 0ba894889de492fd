// The same command twice at the same moment: with --if-not-exists both succeed, and the thing is there once.
import { beforeEach, expect, test } from 'vitest';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { runCli } from '../support/cli.ts';
import { everyRow } from '../support/database/byte-for-byte.ts';
import { onEveryServer } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { cases } from '../support/thorough.ts';

const TIMES = cases(5);

onEveryServer((engine) => {
  const db = useDatabase(engine);
  const tierctl = (line: string) =>
    runCli(line.split(' '), { env: { TIERCTL_DATABASE_URL: db.url ?? '' }, now: '2026-03-01T12:00:00.000Z' });

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'SMALL' },
        { articleNumber: 'LARGE' },
        { articleNumber: 'BUNDLE', kind: 'package', products: ['SMALL'] },
      ],
    });
    expect(await tierctl('group create Ladder --yes')).toMatchObject({ code: 0 });
  });

  test.each([
    ['billing.upgrade_group', (n: number) => `group create Group-${n} --if-not-exists`],
    ['billing.item', (n: number) => `item create ITEM-${n} --kind product --name Item --if-not-exists`],
    ['tierctl.account', (n: number) => `account create ACC-${n} --if-not-exists`],
    [
      'tierctl.path',
      (n: number) => `path create path-${n} --source SMALL --destination LARGE --if-not-exists`,
    ],
    [
      'tierctl.subscription',
      (n: number) =>
        `subscription add ACC-${n} SMALL --start 2026-01-01 --external-id ORD-${n} --create-account --if-not-exists`,
    ],
  ])('%s', async (table, line) => {
    const before = (await everyRow(db.database))[table]?.length ?? 0;
    for (let n = 1; n <= TIMES; n++) {
      const twins = await Promise.all([1, 2].map(() => tierctl(`${line(n)} --yes`)));
      for (const twin of twins) expect(twin, twin.stderr).toMatchObject({ code: 0 });
    }
    expect((await everyRow(db.database))[table]).toHaveLength(before + TIMES);
  });

  test.each([
    ['billing.upgrade_group_member', 'member add Ladder SMALL --level 1', 'member remove Ladder SMALL'],
    ['tierctl.package_product', 'item product add BUNDLE LARGE', 'item product remove BUNDLE LARGE'],
  ])('%s', async (table, add, remove) => {
    const before = (await everyRow(db.database))[table]?.length ?? 0;
    for (let n = 1; n <= TIMES; n++) {
      const twins = await Promise.all([1, 2].map(() => tierctl(`${add} --if-not-exists --yes`)));
      for (const twin of twins) expect(twin, twin.stderr).toMatchObject({ code: 0 });
      expect((await everyRow(db.database))[table]).toHaveLength(before + 1);
      expect(await tierctl(`${remove} --yes`)).toMatchObject({ code: 0 });
    }
  });

  test('two limits of one item that has no profile yet', async () => {
    for (let n = 1; n <= TIMES; n++) {
      await db.database.kysely
        .insertInto('billing.item')
        .values({
          id: `6a0e6f5e-0000-4000-8000-${String(n).padStart(12, '0')}`,
          article_number: `OLD-${n}`,
          name: 'Old',
        })
        .execute();
      const twins = await Promise.all(
        ['disk', 'mail'].map((service) => tierctl(`item service set OLD-${n} ${service}=3 --yes`)),
      );
      for (const twin of twins) expect(twin, twin.stderr).toMatchObject({ code: 0 });
      const shown = await tierctl(`item show OLD-${n} -o json`);
      expect(shown.json()).toMatchObject({ item: { services: [{ service: 'disk' }, { service: 'mail' }] } });
    }
  });
});
