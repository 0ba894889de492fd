// The effect of a plan with many rows, which are looked up by key or from temporary tables.
import { beforeEach, expect, test } from 'vitest';
import { readCatalogue } from '../../../src/cli/catalogue-file/read-catalogue.ts';
import { applyCatalogue } from '../../../src/operations/catalogue/apply-catalogue.ts';
import { diffCatalogue } from '../../../src/operations/catalogue/diff-catalogue.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useOwnDatabase } from '../../support/database/use-database.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';

/** Large enough that each table of the catalogue has more than the 100 changed rows that are put into the statement. */
const PACKAGES = 110;
const names = Array.from({ length: PACKAGES }, (_, index) => `P${String(index).padStart(3, '0')}`);
const next = (index: number) => names[(index + 1) % PACKAGES] ?? '';

/** The catalogue, with the first `changed` packages and their paths in their new form. */
function file(changed = 0): string {
  const isNew = (index: number) => index < changed;
  return JSON.stringify({
    tierctl: 1,
    items: [
      { articleNumber: 'BOX', name: 'BOX', attributes: ['address'] },
      { articleNumber: 'MORE', name: 'MORE', kind: 'extension', services: { mail: 5 } },
      ...names.map((name, index) => ({
        articleNumber: name,
        name,
        kind: 'package',
        attributes: ['domain', 'note'],
        term: isNew(index) ? 'P2M' : 'P1M',
        // P004 moves to it.
        active: !(isNew(index) && index === 5),
        services: { disk: isNew(index) ? 8 : 10 },
        extensions: [{ item: 'MORE', maximum: isNew(index) ? 2 : 3 }],
        // P001 has three already.
        products: [{ item: 'BOX', minimum: 0, maximum: isNew(index) && index !== 1 ? 2 : 3 }],
        defaultPath: `from ${name}`,
      })),
    ],
    paths: names.map((name, index) => ({
      name: `from ${name}`,
      source: name,
      destination: next(index),
      until: isNew(index) ? '2026-12-31' : '2027-12-31',
      map: isNew(index) ? ['domain=note'] : ['domain=domain', 'note=note'],
      mapProducts: ['BOX=BOX'],
    })),
  });
}

const input = (changed: number) => ({
  ...readCatalogue([{ file: 'c.json', text: file(changed) }]),
  prune: false,
  label: 'c.json',
});

onEveryEngine((engine) => {
  const db = useOwnDatabase(engine);

  beforeEach(async () => {
    await db.change((session) => applyCatalogue(session, input(0)));
    await seedInto(db.database, {
      items: [],
      paths: [],
      subscriptions: [
        { account: 'DISK', item: 'P000', start: '2026-01-01', end: '2026-04-30' },
        {
          account: 'BOXES',
          item: 'P001',
          start: '2026-01-01',
          end: '2026-04-30',
          components: [{ item: 'BOX' }, { item: 'BOX' }, { item: 'BOX' }],
        },
        { account: 'LATE', item: 'P002', start: '2026-01-01', end: '2026-12-31' },
        { account: 'MORE', item: 'P003', start: '2026-01-01', end: '2026-04-30' },
        { account: 'INACTIVE', item: 'P004', start: '2026-01-01', end: '2026-04-30' },
        {
          account: 'VALUES',
          item: 'P006',
          start: '2026-01-01',
          end: '2026-04-30',
          attributes: { note: 'n' },
        },
      ],
    });
    await seedFit(db.database, {
      limits: {},
      extensions: {},
      held: { 'MORE/1': { MORE: 3 } },
      usage: { 'DISK/1': { disk: 9 }, 'MORE/1': { disk: 8, mail: 10 } },
    });
    db.statements.length = 0;
  });

  const stranded = (name: string, reason: string) =>
    expect.objectContaining({ path: `from ${name}`, reason, count: 1 });

  test('each subscription is judged by what the plan makes of its path and of its destination', async () => {
    const { effect } = await db.read((session) => diffCatalogue(session, input(PACKAGES)));
    expect(effect.stranded.byReason).toEqual([
      stranded('P000', 'over-limit'),
      stranded('P001', 'over-maximum'),
      stranded('P002', 'path-not-effective'),
      stranded('P004', 'destination-inactive'),
    ]);
    expect(effect.stranded.subscriptions.map(({ account }) => account).sort()).toEqual([
      'BOXES',
      'DISK',
      'INACTIVE',
      'LATE',
    ]);
    expect(effect.takesMore).toMatchObject([
      { path: 'from P003', what: 'extension', subscriptions: 1, quantity: 1 },
      { path: 'from P006', what: 'attribute', attribute: 'note', subscriptions: 1, quantity: 1 },
    ]);
    const { result } = await db.change((session) => applyCatalogue(session, input(PACKAGES)));
    expect(result.effect).toEqual(effect);
    expect((await db.read((session) => diffCatalogue(session, input(PACKAGES)))).effect.stranded.total).toBe(
      0,
    );
  });

  test('it takes the same number of statements, however many rows the plan has', async () => {
    const counts: number[] = [];
    for (const changed of [102, PACKAGES]) {
      db.statements.length = 0;
      await db.read((session) => diffCatalogue(session, input(changed)));
      counts.push(db.statements.length);
    }
    expect(counts[0]).toBe(counts[1]);
    expect(db.statements.length).toBeGreaterThan(0);
  });
});
