// Catalogue as code on a database that other programs made: first without a tierctl schema, then adopted.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BillingDatabase,
  billingDatabase,
  GONE,
  ITEMS,
  itemId,
  SCRIPT,
  sku,
} from '../../support/database/billing-database.ts';
import { onEveryEngine } from '../../support/database/engines.ts';

onEveryEngine((engine) => {
  describe('a database with the seed’s two tables and 2,000 items under other names', () => {
    let db: BillingDatabase;
    let folder = '';
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tierctl-code-'));
      db = await billingDatabase(engine);
      await db.script(...SCRIPT);
    });
    afterAll(async () => {
      await db.drop();
      await rm(folder, { recursive: true, force: true });
    });

    const fileOf = async (name: string, text: string) => {
      const file = join(folder, name);
      await writeFile(file, text);
      return file;
    };

    test('is exported, but for the member whose item is gone, and differs in nothing from that', async () => {
      const file = join(folder, 'all.yaml');
      const run = await db.run(['export', '--file', file]);
      expect(run.stderr).toBe(
        `left out: the member ${GONE} of group "Webhosting" on level 3: its item is gone\nWrote ${file}.\n`,
      );
      const diff = await db.run(['diff', '-f', file, '--exit-code', '-o', 'json']);
      expect(diff.code).toBe(0);
      expect(diff.json()).toMatchObject({
        plan: { changes: [], unlisted: [{ type: 'member', name: GONE, value: 'level 3' }] },
      });
    });

    test('takes groups of items that it has', async () => {
      const before = await db.snapshot();
      const file = await fileOf(
        'groups.yaml',
        `tierctl: 1
groups:
  - name: Webhosting
    members:
      - { item: ${sku(1)}, level: 5, upgradeable: false }
      - { item: ${sku(3)}, level: 3 }
  - name: Mail`,
      );
      const run = await db.run(['apply', '-f', file, '--prune', '--yes']);
      expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('No audit trail is kept') });
      expect(run.stdout).toContain(`- member  ${GONE}`);
      const members = await db.rows(
        'select fk_item_id, upgrade_level from shop.upgrade_group_member order by upgrade_level',
      );
      expect(members).toEqual([
        { fk_item_id: itemId(3), upgrade_level: 3 },
        { fk_item_id: itemId(1), upgrade_level: 5 },
      ]);
      const after = await db.snapshot();
      expect(after.definitions).toEqual(before.definitions);
      expect(after.rows['shop.products']).toEqual(before.rows['shop.products']);
      expect((await db.run(['diff', '-f', file, '--prune', '--exit-code'])).code).toBe(0);
    });

    test('gets an error with the missing tables if a file would change more', async () => {
      const before = await db.snapshot();
      const file = await fileOf('items.yaml', `tierctl: 1\nitems: [{ articleNumber: ${sku(1)}, name: New }]`);
      const run = await db.run(['apply', '-f', file, '--yes']);
      expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('tierctl migrate adopt') });
      expect(await db.snapshot()).toEqual(before);
    });

    test('takes everything once it is adopted', async () => {
      // Adopting asks for the fourth table of the contract.
      await db.script(`create table shop.renewal_period (id uuid not null primary key,
        fk_item_id uuid not null, renewal_period_value int not null, renewal_period_unit varchar(20) not null)`);
      expect((await db.run(['migrate', 'adopt', '--yes'])).code).toBe(0);
      const file = await fileOf(
        'more.yaml',
        `tierctl: 1
items:
  - { articleNumber: ${sku(1)}, name: New name, renewal: [P1M], services: { email: 3 } }
  - { articleNumber: OWN, name: Own, term: P3M }
paths: [{ name: Up, source: OWN, destination: ${sku(1)} }]`,
      );
      const run = await db.run(['apply', '-f', file, '--yes']);
      expect(run).toMatchObject({ code: 0, stderr: 'Committed.\n' });
      const names = await db.rows(
        `select label from shop.products where sku in ('${sku(1)}', 'OWN') order by sku`,
      );
      expect(names).toEqual([{ label: 'Own' }, { label: 'New name' }]);
      const all = join(folder, 'adopted.json');
      await db.run(['export', '--file', all]);
      expect((await db.run(['diff', '-f', all, '--exit-code'])).code).toBe(0);
    });
  });

  describe('a database whose columns take null', () => {
    const NAMELESS = 3_100;
    let db: BillingDatabase;
    let folder = '';
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tierctl-null-'));
      db = await billingDatabase(engine);
      await db.script(
        ...SCRIPT.map((statement) =>
          statement.replace(/(sku varchar\(40\)|label varchar\(80\)|flag) not null/g, '$1'),
        ),
        `create table shop.renewal_period (id uuid not null primary key,
          fk_item_id uuid not null, renewal_period_value int not null, renewal_period_unit varchar(20) not null)`,
        `update shop.products set sku = null, label = null where product_id = '${itemId(1)}'`,
        `update shop.upgrade_group_member set upgradeable = null where fk_item_id = '${itemId(1)}'`,
        `delete from shop.upgrade_group_member where fk_item_id = '${GONE}'`,
      );
      expect((await db.run(['migrate', 'adopt', '--yes'])).code).toBe(0);
    });
    afterAll(async () => {
      await db.drop();
      await rm(folder, { recursive: true, force: true });
    });

    test('is exported as what reads the same: an item without a number goes by its id', async () => {
      const file = join(folder, 'all.yaml');
      expect(await db.run(['export', '--file', file])).toMatchObject({ code: 0, stderr: `Wrote ${file}.\n` });
      expect(await db.run(['diff', '-f', file, '--exit-code'])).toMatchObject({ code: 0 });
    });

    test('is given names and flags', async () => {
      const file = join(folder, 'named.yaml');
      await writeFile(
        file,
        `tierctl: 1
items: [{ articleNumber: "${itemId(1)}", name: First }]
groups: [{ name: Webhosting, members: [{ item: "${itemId(1)}", level: 1 }] }]`,
      );
      expect(await db.run(['apply', '-f', file, '--yes'])).toMatchObject({ code: 0 });
      expect(await db.rows(`select label from shop.products where product_id = '${itemId(1)}'`)).toEqual([
        { label: 'First' },
      ]);
      expect((await db.run(['diff', '-f', file, '--exit-code'])).code).toBe(0);
    });

    test('lists every item, however many have no number', async () => {
      const values = Array.from({ length: NAMELESS }, (_, n) => `('${itemId(10_000 + n)}', null, null)`);
      for (let at = 0; at < NAMELESS; at += 1_000) {
        const some = values.slice(at, at + 1_000).join(', ');
        await db.script(`insert into shop.products (product_id, sku, label) values ${some}`);
      }
      const { stdout } = await db.run(['item', 'list', '-o', 'ndjson']);
      const ids = stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id);
      expect(new Set(ids).size).toBe(ITEMS + NAMELESS);
      expect(ids).toHaveLength(ITEMS + NAMELESS);
    });
  });
});
