// Lists of named objects have one order on every engine, whatever the collation of its database: by code point, as `export` has it.
import { expect, test } from 'vitest';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { runCli } from '../support/cli.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';

const NAMES = ['zulu', '9', 'émile', 'Alpha', '_under', 'Ähre', 'beta', '10', 'Zeta', 'alpha-2', '名前'];
const IN_ORDER = ['10', '9', 'Alpha', 'Zeta', '_under', 'alpha-2', 'beta', 'zulu', 'Ähre', 'émile', '名前'];

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const tierctl = async (...argv: string[]) => {
    const run = await runCli(argv, {}, db.database);
    expect(run, run.stderr).toMatchObject({ code: 0 });
    return run;
  };
  const json = async <Shape>(...argv: string[]) => (await tierctl(...argv, '-o', 'json')).json<Shape>();

  test('items, groups, memberships and paths', async () => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'START' }, ...NAMES.map((articleNumber) => ({ articleNumber }))],
      paths: NAMES.map((name) => ({ name, source: 'START', destination: name })),
    });
    for (const name of NAMES) {
      await tierctl('group', 'create', name, '--yes');
      await tierctl('member', 'add', name, 'START', '--level', '1', '--yes');
      await tierctl('member', 'add', name, name, '--level', '2', '--yes');
    }

    const { groups } = await json<{ groups: { name: string }[] }>('group', 'list');
    expect(groups.map(({ name }) => name)).toEqual(IN_ORDER);

    const items = ['10', '9', 'Alpha', 'START', ...IN_ORDER.slice(3)];
    const list = await json<{ items: { articleNumber: string }[] }>('item', 'list');
    expect(list.items.map(({ articleNumber }) => articleNumber)).toEqual(items);
    const lines = (await tierctl('item', 'list', '-o', 'csv')).stdout.trim().split('\n').slice(1);
    expect(lines.map((line) => line.split(',')[1])).toEqual(items);

    const { paths } = await json<{ paths: { name: string }[] }>('path', 'list');
    expect(paths.map(({ name }) => name)).toEqual(IN_ORDER);

    const { moves } = await json<{ moves: { group: { name: string } | null }[] }>('eligible', 'START');
    expect(moves.map(({ group }) => group?.name)).toEqual(IN_ORDER);

    const { catalogue } = await json<{
      catalogue: { groups: { name: string }[]; paths: { name: string }[] };
    }>('export');
    expect(catalogue.groups.map(({ name }) => name)).toEqual(IN_ORDER);
    expect(catalogue.paths.map(({ name }) => name)).toEqual(IN_ORDER);
  });

  test('the instances that a package starts with', async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'START', defaultPath: 'On' },
        ...NAMES.map((articleNumber) => ({ articleNumber })),
        { articleNumber: 'BUNDLE', kind: 'package', products: NAMES },
      ],
      paths: [{ name: 'On', source: 'START', destination: 'BUNDLE' }],
      subscriptions: [{ account: 'ACC-1', item: 'START', start: '2026-01-01', end: '2026-01-31' }],
    });
    await tierctl('run-transitions', '--as-of', '2026-02-01', '--yes');
    await tierctl('subscription', 'add', 'ACC-1', 'BUNDLE', '--start', '2026-02-01', '--yes');
    for (const address of ['ACC-1/2', 'ACC-1/3']) {
      const { components } = await json<{ components: { item: { articleNumber: string } }[] }>(
        'subscription',
        'component',
        'list',
        address,
      );
      expect(components.map(({ item }) => item.articleNumber)).toEqual(IN_ORDER);
    }
  });
});
