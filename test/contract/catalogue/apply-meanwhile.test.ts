// While a catalogue is applied, another transaction starts to rely on what it removes. One of the two has to fail, as where
// two commands meet: what rules forbid must not come to be by two changes that are right by themselves.
import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditedResult } from '../../../src/database/audited-result.ts';
import type { Session } from '../../../src/database/session.ts';
import { applyCatalogue } from '../../../src/operations/catalogue/apply-catalogue.ts';
import { addPackageProduct } from '../../../src/operations/items/change-package-products.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { createPath } from '../../../src/operations/paths/create-path.ts';
import { type MapPathInput, mapPath } from '../../../src/operations/paths/map-path.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { interleave } from '../../support/database/interleave.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { catalogueOf } from '../../support/groups/judged-catalogue.ts';
import { PLAIN_PATH, SAME_GRIDS } from '../../support/inputs.ts';

type Operation = (session: Session) => Promise<AuditedResult<unknown>>;
type Row = Readonly<Record<string, unknown>>;

const A_WHILE_MS = 500;

const apply =
  (items: string): Operation =>
  (session) =>
    applyCatalogue(session, {
      catalogue: catalogueOf(`tierctl: 1\nitems: [${items}]\n`),
      locate: () => ({ file: 'c.yaml', path: '', line: null, column: null }),
      prune: false,
      label: 'c.yaml',
    });
const map =
  (path: string, input: Partial<MapPathInput>): Operation =>
  (session) =>
    mapPath(session, {
      path,
      ...SAME_GRIDS,
      ...input,
    });
const pathFromTrial: Operation = (session) =>
  createPath(session, {
    name: 'trial ends',
    source: 'TRIAL',
    destination: 'MAIL',
    ...PLAIN_PATH,
  });

/** What relies on it, what is applied, and how it is refused. */
const CASES: readonly (readonly [string, Operation, string, string])[] = [
  [
    'a path from what becomes an extension',
    pathFromTrial,
    '{ articleNumber: TRIAL, name: TRIAL, kind: extension, attributes: [note] }',
    'kind-in-use',
  ],
  [
    'a mapping to an attribute that becomes a number',
    map('plan ends', { map: [{ source: 'note', destination: 'size' }] }),
    '{ articleNumber: TRIAL, name: TRIAL, attributes: [note, "size:number"] }',
    'attribute-in-use',
  ],
  [
    'a product grid of a product that is taken out',
    map('grows', { mapProducts: [{ source: 'MAIL', destination: 'MAIL' }] }),
    '{ articleNumber: SMALL, name: SMALL, kind: package, products: [{ item: SITE }] }',
    'product-in-use',
  ],
  [
    'a package of what becomes an extension',
    (session) =>
      addPackageProduct(session, {
        package: 'SMALL',
        product: 'TRIAL',
        minimum: 1,
        maximum: null,
        ifNotExists: false,
      }),
    '{ articleNumber: TRIAL, name: TRIAL, kind: extension, attributes: [note, size] }',
    'kind-in-use',
  ],
  [
    'other choices of an attribute whose choices are replaced',
    (session) =>
      setItem(session, {
        item: 'PLAN',
        attributes: [
          { name: 'php', type: 'choice', required: false, defaultValue: null, choices: ['8', '9', '10'] },
        ],
      }),
    '{ articleNumber: PLAN, name: PLAN, attributes: [note, "php:choice=7,8,9"] }',
    'changed-meanwhile',
  ],
];

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  // The embedded database has one connection: what another would have committed happens in the same transaction.
  const concurrent = () => db.url !== undefined;
  const profileRow = (row: Row) => 'default_path_id' in row && 'term_months' in row;
  const attributeRow = (row: Row) => 'default_value' in row;

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', attributes: ['note', 'size'] },
        { articleNumber: 'PLAN', attributes: ['note', { name: 'php', type: 'choice', choices: ['8', '9'] }] },
        { articleNumber: 'MAIL' },
        { articleNumber: 'SITE' },
        { articleNumber: 'SMALL', kind: 'package', products: ['MAIL', 'SITE'] },
        { articleNumber: 'LARGE', kind: 'package', products: ['MAIL', 'SITE'] },
      ],
      paths: [
        { name: 'plan ends', source: 'PLAN', destination: 'TRIAL' },
        { name: 'grows', source: 'SMALL', destination: 'LARGE' },
      ],
    });
  });

  describe('a catalogue that is applied fails if another change came first:', () => {
    test.each(CASES)('%s', async (_, first, file, code) => {
      const seen = code === 'changed-meanwhile' ? attributeRow : profileRow;
      const work = db.change((session) =>
        apply(file)(interleave(session, seen, () => (concurrent() ? db.change(first) : first(session)))),
      );
      await expect(work).rejects.toMatchObject({ code });
    });
  });

  test('a later change waits, and gets an error', async () => {
    let outcome: Promise<unknown> = Promise.resolve('never begun');
    let profilesRead = 0;
    // The second reading: what the plan changes is this transaction's own by then.
    const claimed = (row: Row) => profileRow(row) && row.kind === 'product' && ++profilesRead > 4;
    const act = async () => {
      outcome = db.change(pathFromTrial).catch((error: unknown) => error);
      await Promise.race([outcome, setTimeout(A_WHILE_MS)]);
    };
    const file = '{ articleNumber: TRIAL, name: Trial, active: false, attributes: [note, size] }';
    const applied = await db.change((session) => apply(file)(interleave(session, claimed, act)));
    expect(applied.committed).toBe(true);
    expect(['changed-meanwhile', 'item-inactive']).toContain(((await outcome) as { code?: string }).code);
    expect((await everyRow(db.database))['tierctl.path']).toHaveLength(2);
  });
});
