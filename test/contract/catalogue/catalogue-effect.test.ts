// What a change to the catalogue does to subscriptions that are there, on every door that changes it.
import { beforeEach, expect, test } from 'vitest';
import { readCatalogue } from '../../../src/cli/catalogue-file/read-catalogue.ts';
import type { AuditedResult } from '../../../src/database/audited-result.ts';
import type { Session } from '../../../src/database/session.ts';
import type { CatalogueEffect } from '../../../src/domain/transitions/catalogue-effect.ts';
import { applyCatalogue } from '../../../src/operations/catalogue/apply-catalogue.ts';
import { diffCatalogue } from '../../../src/operations/catalogue/diff-catalogue.ts';
import { allowExtension, disallowExtension } from '../../../src/operations/items/allow-extension.ts';
import { updatePackageProduct } from '../../../src/operations/items/change-package-products.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { setServiceLimits } from '../../../src/operations/items/set-service-limits.ts';
import { assignPath } from '../../../src/operations/paths/assign-path.ts';
import { mapPath } from '../../../src/operations/paths/map-path.ts';
import { updatePath } from '../../../src/operations/paths/update-path.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';
import { SAME_GRIDS } from '../../support/inputs.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';

const SAME_PATH = {
  path: 'ends',
  name: undefined,
  from: undefined,
  until: undefined,
  description: undefined,
  overLimit: undefined,
};
const NO_EFFECT = {
  stranded: { total: 0, byReason: [], subscriptions: [] },
  takesMore: [],
  inactive: [],
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  // A/1 and B/1 move to PACK by the path, C/1 changes to it by hand, D/1 has no day; E/1 stays already, since it is over the limit.
  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'BOX', attributes: ['address'] },
        { articleNumber: 'EXTRA', kind: 'extension' },
        {
          articleNumber: 'OLD',
          kind: 'package',
          attributes: ['domain'],
          products: [{ item: 'BOX', minimum: 0 }],
          defaultPath: 'ends',
        },
        {
          articleNumber: 'PACK',
          kind: 'package',
          attributes: ['domain'],
          products: [{ item: 'BOX', minimum: 0 }],
        },
      ],
      paths: [
        {
          name: 'ends',
          source: 'OLD',
          destination: 'PACK',
          map: { domain: 'domain', 'BOX:address': 'BOX:address' },
          products: { BOX: 'BOX' },
        },
      ],
      subscriptions: [
        {
          account: 'A',
          item: 'OLD',
          start: '2026-01-01',
          end: '2026-04-30',
          attributes: { domain: 'a.example' },
          components: [{ item: 'BOX', attributes: { address: 'a' } }, { item: 'BOX' }],
        },
        { account: 'B', item: 'OLD', start: '2026-01-01', end: '2026-06-30' },
        { account: 'C', item: 'OLD', start: '2026-01-01' },
        { account: 'D', item: 'OLD', start: '2026-01-01' },
        { account: 'E', item: 'OLD', start: '2026-01-01', end: '2026-04-30' },
        { account: 'F', item: 'PACK', start: '2026-01-01' },
      ],
    });
    await seedFit(db.database, {
      limits: { PACK: { email: 5 }, EXTRA: { email: 5 } },
      extensions: { PACK: { EXTRA: 3 } },
      held: { 'A/1': { EXTRA: 2 }, 'F/1': { EXTRA: 1 } },
      usage: { 'A/1': { email: 9 }, 'B/1': { email: 5 }, 'E/1': { email: 6 } },
    });
    const { kysely } = db.database;
    const { id } = await kysely
      .selectFrom('billing.item')
      .select('id')
      .where('article_number', '=', 'PACK')
      .executeTakeFirstOrThrow();
    await kysely
      .updateTable('tierctl.subscription')
      .set({ change_item_id: id, change_on: '2026-05-01' })
      .where('account_id', '=', 'C')
      .execute();
  });

  const item = (articleNumber: string) => expect.objectContaining({ articleNumber });
  const byPath = (reason: string, count: number) => ({ path: 'ends', item: item('PACK'), reason, count });
  const byHand = (reason: string) => ({ path: null, item: item('PACK'), reason, count: 1 });

  /** What the preview says, the commit says as well. */
  async function effectOf(
    work: (session: Session) => Promise<AuditedResult<{ readonly effect: CatalogueEffect }>>,
  ): Promise<CatalogueEffect> {
    const { effect: preview } = await dryRun(db.database, work);
    const { result } = await db.change(work);
    expect(result.effect).toEqual(preview);
    return preview;
  }
  const sortedCounts = ({ stranded }: CatalogueEffect) =>
    [...stranded.byReason].sort((one, other) => (one.path ?? '').localeCompare(other.path ?? ''));

  test('item set --inactive: subscriptions that would move to it stay, and those that have it keep it', async () => {
    const effect = await effectOf((session) => setItem(session, { item: 'PACK', active: false }));
    expect(effect.stranded.total).toBe(3);
    expect(sortedCounts(effect)).toEqual([byHand('destination-inactive'), byPath('destination-inactive', 2)]);
    expect(effect.stranded.subscriptions).toEqual([
      expect.objectContaining({ account: 'A', number: 1, dueOn: '2026-05-01', path: 'ends' }),
      expect.objectContaining({ account: 'B', number: 1, dueOn: '2026-07-01' }),
      expect.objectContaining({ account: 'C', number: 1, dueOn: '2026-05-01', path: null }),
    ]);
    expect(effect.inactive).toEqual([{ item: item('PACK'), subscriptions: 1, components: 0, extended: 0 }]);
    const extension = await effectOf((session) => setItem(session, { item: 'EXTRA', active: false }));
    expect(extension).toEqual({
      ...NO_EFFECT,
      inactive: [{ item: item('EXTRA'), subscriptions: 0, components: 0, extended: 2 }],
    });
  });

  test('limits and extensions: what fitted and does not any more, and what will end', async () => {
    expect(
      await effectOf((session) =>
        setServiceLimits(session, { item: 'EXTRA', limits: [{ service: 'email', amount: 1 }] }),
      ),
    ).toMatchObject({ stranded: { total: 1, byReason: [byPath('over-limit', 1)] }, takesMore: [] });
    expect(
      await effectOf((session) =>
        setServiceLimits(session, { item: 'PACK', limits: [{ service: 'email', amount: 4 }] }),
      ),
    ).toMatchObject({ stranded: { total: 1, subscriptions: [{ account: 'B' }] } });
    const fewer = { item: 'PACK', extension: 'EXTRA', maximumQuantity: 1 };
    expect(await effectOf((session) => allowExtension(session, fewer))).toMatchObject({
      takesMore: [{ path: 'ends', what: 'extension', item: item('EXTRA'), subscriptions: 1, quantity: 1 }],
    });
    expect(
      await effectOf((session) => disallowExtension(session, { item: 'PACK', extension: 'EXTRA' })),
    ).toMatchObject({ takesMore: [{ what: 'extension', subscriptions: 1, quantity: 1 }] });
  });

  test('products of a package: more would arrive than it takes', async () => {
    expect(
      await effectOf((session) =>
        updatePackageProduct(session, { package: 'PACK', product: 'BOX', minimum: 0, maximum: 1 }),
      ),
    ).toMatchObject({ stranded: { total: 1, byReason: [byPath('over-maximum', 1)] } });
  });

  test('a window, a default and the grids of a path', async () => {
    const closing = { ...SAME_PATH, until: '2026-06-30' };
    expect(await effectOf((session) => updatePath(session, closing))).toMatchObject({
      stranded: { total: 1, byReason: [byPath('path-not-effective', 1)], subscriptions: [{ account: 'B' }] },
    });
    const opening = { ...SAME_PATH, until: null };
    expect(await effectOf((session) => updatePath(session, opening))).toEqual(NO_EFFECT);
    const mapped = await effectOf((session) =>
      mapPath(session, { ...SAME_GRIDS, path: 'ends', unmap: ['domain', 'BOX:address'], unmapProducts: [] }),
    );
    expect(mapped).toMatchObject({
      stranded: { total: 0 },
      takesMore: [
        { what: 'attribute', item: item('BOX'), attribute: 'address', subscriptions: 1, quantity: 1 },
        { what: 'attribute', item: item('OLD'), attribute: 'domain', subscriptions: 1, quantity: 1 },
      ],
    });
    expect(await effectOf((session) => assignPath(session, { item: 'OLD', path: null }))).toMatchObject({
      stranded: { total: 2, byReason: [byPath('no-path', 2)] },
    });
  });

  test('a change that strands no subscription says so, and reads no subscriptions', async () => {
    db.statements.length = 0;
    const { effect } = await dryRun(db.database, (session) =>
      setItem(session, { item: 'PACK', name: 'Renamed' }),
    );
    expect(effect).toEqual(NO_EFFECT);
    expect(db.statements.filter(({ sql }) => sql.includes('due_on'))).toEqual([]);
  });

  const FILE = `
tierctl: 1
items:
  - articleNumber: PACK
    name: PACK
    kind: package
    active: false
    attributes: [domain]
    services: { email: 5 }
    products: [{ item: BOX, minimum: 0 }]
  - articleNumber: OLD
    name: OLD
    kind: package
    attributes: [domain]
    products: [{ item: BOX, minimum: 0 }]
    defaultPath: ends
`;

  test('diff and apply say the same, before anything is written', async () => {
    const input = { ...readCatalogue([{ file: 'c.yaml', text: FILE }]), prune: false, label: 'c.yaml' };
    const before = await everyRow(db.database);
    const { effect } = await db.read((session) => diffCatalogue(session, input));
    expect(await everyRow(db.database)).toEqual(before);
    expect(effect.stranded.total).toBe(3);
    expect(sortedCounts(effect)).toEqual([byHand('destination-inactive'), byPath('destination-inactive', 2)]);
    expect(effect.takesMore).toMatchObject([
      { path: 'ends', what: 'extension', item: item('EXTRA'), subscriptions: 1, quantity: 2 },
    ]);
    expect(effect.inactive).toEqual([{ item: item('PACK'), subscriptions: 1, components: 0, extended: 0 }]);
    expect(await effectOf((session) => applyCatalogue(session, input))).toEqual(effect);
    expect((await db.read((session) => diffCatalogue(session, input))).effect).toEqual(NO_EFFECT);
  });

  test('a file that leads a default elsewhere, along a path that it brings, is judged by that path', async () => {
    const text = `
tierctl: 1
items:
  - { articleNumber: NEW, name: New, services: { email: 4 } }
  - articleNumber: OLD
    name: OLD
    kind: package
    attributes: [domain]
    products: [{ item: BOX, minimum: 0 }]
    defaultPath: onward
paths:
  - { name: onward, source: OLD, destination: NEW, until: "2026-05-15" }
`;
    const input = { ...readCatalogue([{ file: 'c.yaml', text }]), prune: false, label: 'c.yaml' };
    const { effect } = await db.read((session) => diffCatalogue(session, input));
    expect(effect.stranded.byReason).toEqual(
      expect.arrayContaining([byPath('over-limit', 1), byPath('path-not-effective', 1)]),
    );
    expect(effect.stranded.total).toBe(2);
  });
});
