import { expect, test } from 'vitest';
import { showPathGraph } from '../../../src/operations/paths/show-path-graph.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const graph = (item?: string) => db.read((session) => showPathGraph(session, { item }));

  async function catalogue(): Promise<void> {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'TRIAL', defaultPath: 'trial ends' },
        { articleNumber: 'SUMMER', term: 'P6M' },
        { articleNumber: 'WINTER' },
        { articleNumber: 'ALONE' },
        { articleNumber: 'OLD', kind: 'package', active: false },
      ],
      paths: [
        { name: 'retire', source: 'OLD', destination: 'WINTER', until: '2026-12-31', overLimit: 'allow' },
        { name: 'summer is over', source: 'SUMMER', destination: 'WINTER' },
        { name: 'also', source: 'TRIAL', destination: 'WINTER' },
        { name: 'trial ends', source: 'TRIAL', destination: 'SUMMER' },
        { name: 'winter is over', source: 'WINTER', destination: 'SUMMER' },
      ],
      subscriptions: [
        { account: 'A', item: 'TRIAL', start: '2026-01-01' },
        { account: 'A', item: 'TRIAL', start: '2026-01-01', path: null },
        { account: 'B', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31', status: 'ended' },
        { account: 'B', item: 'SUMMER', start: '2026-02-01', replaces: 1 },
        { account: 'B', item: 'ALONE', start: '2026-01-01' },
      ],
    });
  }

  test('items are nodes with counts, paths are edges, and cycles are found', async () => {
    await catalogue();
    const { item, nodes, edges, cycles } = await graph();
    expect(item).toBeNull();
    expect(
      nodes.map((node) => [
        node.item.articleNumber,
        node.kind,
        node.active,
        node.term,
        node.activeSubscriptions,
      ]),
    ).toEqual([
      ['OLD', 'package', false, null, 0],
      ['SUMMER', 'product', true, 'P6M', 1],
      ['TRIAL', 'product', true, null, 2],
      ['WINTER', 'product', true, null, 0],
    ]);
    expect(edges.map(({ name }) => name)).toEqual([
      'retire',
      'summer is over',
      'trial ends',
      'also',
      'winter is over',
    ]);
    expect(edges[0]).toMatchObject({ effectiveUntil: '2026-12-31', overLimit: 'allow', isDefault: false });
    expect(
      cycles.map(({ items, round, withoutTerm, outcome }) => [
        ...[items, round, withoutTerm].map((those) => those.map(({ articleNumber }) => articleNumber)),
        outcome,
      ]),
    ).toEqual([[['SUMMER', 'WINTER'], ['WINTER', 'SUMMER'], ['WINTER'], 'by-hand']]);
  });

  test('around an item there is what leads to it and what it leads to', async () => {
    await catalogue();
    const names = async (item: string) => (await graph(item)).edges.map(({ name }) => name);
    expect(await names('OLD')).toEqual(['retire', 'summer is over', 'winter is over']);
    expect(await names('TRIAL')).toEqual(['summer is over', 'trial ends', 'also', 'winter is over']);
    expect(await graph('ALONE')).toMatchObject({
      item: { articleNumber: 'ALONE' },
      nodes: [{ item: { articleNumber: 'ALONE' }, activeSubscriptions: 1 }],
      edges: [],
      cycles: [],
    });
    await expect(graph('ALON')).rejects.toMatchObject({ kind: 'not-found', code: 'item-not-found' });
  });

  test('it takes three queries, however many items, paths and subscriptions there are', async () => {
    await catalogue();
    const count = async () => {
      db.statements.length = 0;
      await graph();
      return db.statements.filter(({ sql }) => /^\s*(with|select)/i.test(sql)).length;
    };
    const few = await count();
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    await seedInto(db.database, {
      items: numbers.map((n) => ({ articleNumber: `I-${n}` })),
      paths: numbers.slice(1).map((n) => ({ name: `p ${n}`, source: `I-${n - 1}`, destination: `I-${n}` })),
      subscriptions: numbers.map((n) => ({ account: `A-${n}`, item: `I-${n}`, start: '2026-01-01' })),
    });
    expect(await count()).toBe(few);
    expect(few).toBeLessThanOrEqual(3);
  });
});
