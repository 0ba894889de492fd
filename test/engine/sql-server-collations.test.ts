// Columns of adopted tables under collations of their own. SQL Server refuses to compare columns of two collations (error 468), which
// Babelfish does not: so this shows that each column is compared by its own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BillingDatabase,
  billingDatabase,
  RENEWAL_PERIODS,
} from '../support/database/billing-database.ts';
import { engines } from '../support/database/engines.ts';

const tables = (collation: string) => [
  'create schema shop',
  `create table shop.products (product_id uuid not null primary key,
    sku nvarchar(40) collate ${collation} not null unique, label varchar(80) collate ${collation} not null)`,
  `create table shop.upgrade_group (id uuid not null primary key, name varchar(200) collate ${collation} not null unique)`,
  `create table shop.upgrade_group_member (id uuid not null primary key, fk_group_id uuid not null,
    fk_item_id uuid not null, upgrade_level int not null, upgradeable flag not null, downgradeable flag not null,
    upgradeable_from flag not null, downgradeable_from flag not null)`,
  RENEWAL_PERIODS.replace('varchar(20)', `varchar(20) collate ${collation}`),
];

const NAMES = ['Web', 'web', 'Etage', 'Étage'];
const TAKEN_FOR_ONE = {
  Latin1_General_CS_AS: [],
  Latin1_General_BIN2: [],
  Latin1_General_CI_AS: ['"web" looks like "Web"'],
  Latin1_General_CI_AI: ['"web" looks like "Web"', '"Étage" looks like "Etage"'],
} as const;

const sqlServer = engines.filter(({ name }) => name === 'SQL Server');
for (const engine of sqlServer) {
  describe.skipIf(engine.absent !== undefined).each(Object.entries(TAKEN_FOR_ONE))(
    'SQL Server, %s',
    (collation, equal) => {
      let db: BillingDatabase;
      let directory = '';
      beforeAll(async () => {
        directory = await mkdtemp(join(tmpdir(), 'tierctl-collations-'));
        db = await billingDatabase(engine);
        await db.script(...tables(collation));
        expect(await db.run(['migrate', 'adopt', '--yes'])).toMatchObject({ code: 0 });
      });
      afterAll(async () => {
        await db.drop();
        await rm(directory, { recursive: true });
      });

      test('names are compared as their columns are, with tables of tierctl beside them', async () => {
        const file = join(directory, 'catalog.json');
        const write = (names: readonly string[], label: string) =>
          writeFile(
            file,
            JSON.stringify({
              tierctl: 1,
              items: names.map((articleNumber) => ({ articleNumber, name: label })),
              groups: names.map((name) => ({ name, members: [{ item: name, level: 1 }] })),
            }),
          );
        const run = (command: string, ...options: string[]) =>
          db.run([command, '-f', file, '--allow-similar', '-o', 'json', ...options]);
        await write(NAMES, 'One');
        for (const [command, ...options] of [['diff'], ['apply', '--yes']] as const) {
          if (command === 'apply' && equal.length === 0) continue;
          const refused = await run(command, ...options);
          expect(refused.code).toBe(equal.length === 0 ? 0 : 5);
          for (const text of equal) {
            expect(refused.stderr).toContain(JSON.stringify(`item ${text}`).slice(1, -1));
            expect(refused.stderr).toContain(JSON.stringify(`group ${text}`).slice(1, -1));
          }
        }
        const kept = NAMES.filter((name) => !equal.some((text) => text.startsWith(JSON.stringify(name))));
        await write(kept, 'One');
        expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
        // Renames them, guarded by what they are called now.
        await write(kept, 'ONE');
        expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
        const labels = await db.rows('select label from shop.products');
        expect(labels).toEqual(kept.map(() => ({ label: 'ONE' })));
        expect(await run('diff', '--exit-code')).toMatchObject({ code: 0 });
        expect(await db.run(['group', 'rename', 'Etage', 'ETAGE', '--yes'])).toMatchObject({ code: 0 });
      });
    },
  );
}
