import { beforeEach, describe, expect, test } from 'vitest';
import { assignPath } from '../../../src/operations/paths/assign-path.ts';
import { type CreatePathInput, createPath } from '../../../src/operations/paths/create-path.ts';
import { deletePath } from '../../../src/operations/paths/delete-path.ts';
import { listPaths } from '../../../src/operations/paths/list-paths.ts';
import { showPath } from '../../../src/operations/paths/show-path.ts';
import { type UpdatePathInput, updatePath } from '../../../src/operations/paths/update-path.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';
import { PLAIN_PATH } from '../../support/inputs.ts';
import { run } from '../../support/transitions/runs.ts';

const NEW: CreatePathInput = {
  name: 'Trial to Silver',
  source: 'TRIAL',
  destination: 'SILVER',
  ...PLAIN_PATH,
};

const UNCHANGED: UpdatePathInput = {
  path: 'Trial to Silver',
  name: undefined,
  from: undefined,
  until: undefined,
  description: undefined,
  overLimit: undefined,
};

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const create = (input: Partial<CreatePathInput> = {}) =>
    db.change((session) => createPath(session, { ...NEW, ...input }));
  const update = (input: Partial<UpdatePathInput>) =>
    db.change((session) => updatePath(session, { ...UNCHANGED, ...input }));
  const show = (path = 'Trial to Silver') => db.read((session) => showPath(session, { path }));

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        {
          articleNumber: 'TRIAL',
          term: 'P14D',
          attributes: [
            'domain',
            'note',
            { name: 'seats', type: 'number' },
            { name: 'size', type: 'choice', choices: ['s', 'm'] },
          ],
        },
        {
          articleNumber: 'SILVER',
          attributes: [
            { name: 'domain', required: true },
            { name: 'label' },
            { name: 'seats', type: 'number' },
            { name: 'size', type: 'choice', choices: ['m', 'l'] },
          ],
        },
        { articleNumber: 'GOLD' },
        { articleNumber: 'OLD', active: false },
        { articleNumber: 'EXTRA', kind: 'extension' },
      ],
    });
    db.statements.length = 0;
  });

  describe('path create', () => {
    test('keeps all it is given', async () => {
      const { result } = await create({
        from: '2026-01-01',
        until: '2026-12-31',
        map: [{ source: 'domain', destination: 'domain' }],
        description: 'after the trial',
        overLimit: 'allow',
      });
      expect(result).toMatchObject({
        created: true,
        warnings: [],
        path: {
          name: 'Trial to Silver',
          source: { articleNumber: 'TRIAL', name: 'TRIAL' },
          destination: { articleNumber: 'SILVER' },
          effectiveFrom: '2026-01-01',
          effectiveUntil: '2026-12-31',
          overLimit: 'allow',
          description: 'after the trial',
          isDefault: false,
          attributes: [
            {
              source: { item: { articleNumber: 'TRIAL' }, attribute: 'domain' },
              destination: { item: { articleNumber: 'SILVER' }, attribute: 'domain' },
            },
          ],
        },
      });
      expect((await show()).path).toEqual(result.path);
      expect((await show(result.path.id.toUpperCase())).path).toEqual(result.path);
    });

    test('names what the destination needs and nothing fills', async () => {
      expect((await create()).result.warnings).toEqual([
        {
          code: 'required-attribute-unmapped',
          message: 'SILVER requires domain, and nothing fills it (see --map)',
        },
      ]);
    });

    test('maps what has one name on both sides and fits', async () => {
      const { result } = await create({
        mapMatching: true,
        map: [{ source: 'note', destination: 'domain' }],
      });
      expect(result.path.attributes.map((one) => [one.source.attribute, one.destination.attribute])).toEqual([
        ['note', 'domain'],
        ['seats', 'seats'],
      ]);
    });

    test('lets anything become a text', async () => {
      const { result } = await create({ map: [{ source: 'seats', destination: 'label' }] });
      expect(result.path.attributes).toHaveLength(1);
    });

    test('needs no profile of items that were written by hand', async () => {
      const hand = { id: 'b0f5c1f4-0000-4000-8000-000000000001', article_number: 'HAND', name: 'By hand' };
      await db.database.kysely.insertInto('billing.item').values(hand).execute();
      const { result } = await create({ source: 'HAND' });
      expect(result.path.source).toEqual({ id: hand.id, articleNumber: 'HAND', name: 'By hand' });
    });

    test('happens once, or where it is not there', async () => {
      const { result } = await create();
      await expect(create()).rejects.toMatchObject({ kind: 'conflict', code: 'path-exists' });
      const again = await create({ ifNotExists: true, destination: 'GOLD' });
      expect(again).toMatchObject({ changed: false, result: { created: false, path: result.path } });
    });

    test('in a dry run shows the same and writes nothing', async () => {
      const map = [{ source: 'domain', destination: 'domain' }];
      const preview = await dryRun(db.database, (session) => createPath(session, { ...NEW, map }));
      const { result } = await create({ map });
      expect({ ...preview, path: { ...preview.path, id: result.path.id } }).toEqual(result);
    });

    test.each<[string, Partial<CreatePathInput>, object]>([
      ['an empty name', { name: '' }, { kind: 'usage', code: 'bad-path-name' }],
      ['an impossible date', { from: '2026-02-30' }, { kind: 'usage', code: 'bad-date' }],
      [
        'a reversed window',
        { from: '2026-02-02', until: '2026-02-01' },
        { kind: 'refused', code: 'window-reversed' },
      ],
      ['an item twice', { destination: 'TRIAL' }, { kind: 'refused', code: 'path-to-itself' }],
      [
        'an unknown item',
        { source: 'TRAIL' },
        { kind: 'not-found', message: 'no item "TRAIL"; did you mean TRIAL?' },
      ],
      ['an inactive destination', { destination: 'OLD' }, { kind: 'refused', code: 'item-inactive' }],
      ['an inactive source', { source: 'OLD' }, { kind: 'refused', code: 'item-inactive' }],
      ['an extension', { source: 'EXTRA' }, { kind: 'refused', code: 'path-kind-unsupported' }],
      ['an extension to go to', { destination: 'EXTRA' }, { kind: 'refused', code: 'path-kind-unsupported' }],
      [
        'an unknown source attribute',
        { map: [{ source: 'domian', destination: 'domain' }] },
        { kind: 'not-found', message: 'TRIAL has no attribute "domian"; did you mean domain?' },
      ],
      [
        'an unknown destination attribute',
        { map: [{ source: 'domain', destination: 'note' }] },
        { kind: 'not-found', code: 'attribute-not-found', message: 'SILVER has no attribute "note"' },
      ],
      [
        'two sources for one destination',
        {
          map: [
            { source: 'domain', destination: 'domain' },
            { source: 'note', destination: 'domain' },
          ],
        },
        { kind: 'conflict', code: 'attribute-mapped-twice' },
      ],
      [
        'types that differ',
        { map: [{ source: 'domain', destination: 'seats' }] },
        { kind: 'refused', code: 'attribute-types-differ' },
      ],
      [
        'choices that the destination does not have',
        { map: [{ source: 'size', destination: 'size' }] },
        {
          kind: 'refused',
          code: 'attribute-types-differ',
          message: expect.stringContaining('s is not among'),
        },
      ],
    ])('refuses %s', async (_, input, error) => {
      await expect(create(input)).rejects.toMatchObject(error);
      expect(
        (await db.read((session) => listPaths(session, { source: undefined, destination: undefined }))).paths,
      ).toEqual([]);
    });
  });

  test('path list is by name, and by either end', async () => {
    await create({ name: 'b' });
    await create({ name: 'a', destination: 'GOLD' });
    await create({ name: 'c', source: 'SILVER', destination: 'GOLD' });
    const names = async (source?: string, destination?: string) => {
      const { paths } = await db.read((session) => listPaths(session, { source, destination }));
      return paths.map(({ name }) => name);
    };
    expect(await names()).toEqual(['a', 'b', 'c']);
    expect(await names('TRIAL')).toEqual(['a', 'b']);
    expect(await names(undefined, 'GOLD')).toEqual(['a', 'c']);
    expect(await names('TRIAL', 'GOLD')).toEqual(['a']);
    await expect(names('GLOD')).rejects.toMatchObject({ kind: 'not-found', code: 'item-not-found' });
  });

  test('path show has the whole grid, and counts what uses the path', async () => {
    await create({ map: [{ source: 'domain', destination: 'domain' }] });
    await seedInto(db.database, {
      subscriptions: [
        { account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-14', path: 'Trial to Silver' },
        { account: 'A', item: 'TRIAL', start: '2026-01-01', path: 'Trial to Silver' },
        { account: 'B', item: 'TRIAL', start: '2026-01-01' },
      ],
    });
    await run(db.database, { asOf: '2026-02-01' });
    const shown = await show();
    expect(shown).toMatchObject({ transitionCount: 1, overrideCount: 1, path: { isDefault: false } });
    expect(shown.latest).toMatchObject([
      {
        account: 'A',
        from: { number: 1 },
        to: { number: 3 },
        path: 'Trial to Silver',
        effectiveDate: '2026-01-15',
      },
    ]);
    expect(
      shown.grid.map(({ sources, destination, missing }) => [
        destination.attribute.name,
        sources.map(({ attribute }) => attribute),
        missing,
      ]),
    ).toEqual([
      ['domain', ['domain'], false],
      ['label', [], false],
      ['seats', [], false],
      ['size', [], false],
    ]);
    expect(shown.productGrid).toEqual([]);
    await expect(show('Trial to Sliver')).rejects.toMatchObject({
      kind: 'not-found',
      message: 'no path "Trial to Sliver"; did you mean Trial to Silver?',
    });
  });

  describe('path update', () => {
    beforeEach(() => create({ from: '2026-01-01', map: [{ source: 'domain', destination: 'domain' }] }));

    test('changes what it is given and leaves the rest', async () => {
      const { result } = await update({
        name: 'Trial ends',
        until: '2026-06-30',
        description: 'new',
        overLimit: 'extend',
      });
      expect(result.before).toMatchObject({ name: 'Trial to Silver', effectiveUntil: null });
      const { path } = await show('Trial ends');
      expect(path).toEqual(result.path);
      expect(path).toMatchObject({
        effectiveFrom: '2026-01-01',
        effectiveUntil: '2026-06-30',
        overLimit: 'extend',
      });
      expect(path.attributes.map(({ destination }) => destination.attribute)).toEqual(['domain']);
    });

    test('opens the window', async () => {
      const { result } = await update({ from: null });
      expect(result).toMatchObject({ path: { effectiveFrom: null } });
      expect((await show()).path).toEqual(result.path);
    });

    test('knows when there is nothing to change', async () => {
      expect(await update({ from: '2026-01-01' })).toMatchObject({ changed: false, committed: false });
    });

    test('in a dry run writes nothing', async () => {
      const input = { ...UNCHANGED, name: 'Other', from: null };
      await dryRun(db.database, (session) => updatePath(session, input));
    });

    test.each<[string, Partial<UpdatePathInput>, object]>([
      ['an unknown path', { path: 'Nowhere near' }, { kind: 'not-found', code: 'path-not-found' }],
      ['a reversed window', { until: '2025-12-31' }, { kind: 'refused', code: 'window-reversed' }],
      ['an impossible date', { until: '2026-02-30' }, { kind: 'usage', code: 'bad-date' }],
      ['a taken name', { name: 'Taken' }, { kind: 'conflict', code: 'path-exists' }],
    ])('refuses %s', async (_, input, error) => {
      await create({ name: 'Taken' });
      const before = await show();
      await expect(update(input)).rejects.toMatchObject(error);
      expect(await show()).toEqual(before);
    });
  });

  describe('path assign', () => {
    const assign = (item: string, path: string | null) =>
      db.change((session) => assignPath(session, { item, path }));

    test('makes a path the default, replaces it, and takes it away', async () => {
      await create();
      await create({ name: 'Trial to Gold', destination: 'GOLD' });
      expect(await assign('TRIAL', 'Trial to Silver')).toMatchObject({
        changed: true,
        result: { previous: null },
      });
      expect((await show()).path.isDefault).toBe(true);
      expect(await assign('TRIAL', 'Trial to Silver')).toMatchObject({ changed: false });
      const { result } = await assign('TRIAL', 'Trial to Gold');
      expect(result).toMatchObject({ previous: { name: 'Trial to Silver' }, path: { isDefault: true } });
      expect((await show()).path.isDefault).toBe(false);
      expect((await assign('TRIAL', null)).result).toMatchObject({
        previous: { name: 'Trial to Gold' },
        path: null,
      });
      expect(await assign('TRIAL', null)).toMatchObject({ changed: false });
    });

    test('in a dry run writes nothing', async () => {
      await create();
      await dryRun(db.database, (session) => assignPath(session, { item: 'TRIAL', path: 'Trial to Silver' }));
    });

    test('refuses a path that starts elsewhere', async () => {
      await create();
      await expect(assign('GOLD', 'Trial to Silver')).rejects.toMatchObject({
        kind: 'refused',
        code: 'path-starts-elsewhere',
        message: 'path "Trial to Silver" starts at TRIAL, not at GOLD',
      });
      await expect(assign('TRIAL', 'Silver')).rejects.toMatchObject({ code: 'path-not-found' });
      await expect(assign('TRIALS', null)).rejects.toMatchObject({ code: 'item-not-found' });
    });
  });

  describe('path delete', () => {
    const remove = () => db.change((session) => deletePath(session, { path: 'Trial to Silver' }));

    test('deletes what nothing uses, mappings included', async () => {
      const { result } = await create({ map: [{ source: 'domain', destination: 'domain' }] });
      await dryRun(db.database, (session) => deletePath(session, { path: 'Trial to Silver' }));
      expect((await remove()).result.path).toEqual(result.path);
      await expect(show()).rejects.toMatchObject({ code: 'path-not-found' });
    });

    test('refuses what is used or was, and says by what', async () => {
      await create();
      await db.change((session) => assignPath(session, { item: 'TRIAL', path: 'Trial to Silver' }));
      await seedInto(db.database, {
        subscriptions: [
          { account: 'A', item: 'TRIAL', start: '2026-01-01', end: '2026-01-14', path: 'Trial to Silver' },
          { account: 'A', item: 'TRIAL', start: '2026-01-01', path: 'Trial to Silver' },
        ],
      });
      await run(db.database, { asOf: '2026-02-01' });
      await expect(remove()).rejects.toMatchObject({
        kind: 'refused',
        code: 'path-in-use',
        message:
          'path "Trial to Silver" is in use: it is the default of TRIAL, and overrides the default of 2 subscriptions, ' +
          'and has 1 transition in its history',
        hint: expect.stringContaining('--until'),
      });
    });
  });
});
