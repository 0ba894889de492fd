import { describe, expect, test } from 'vitest';
import { createAccount } from '../../../src/operations/accounts/create-account.ts';
import { listAccounts } from '../../../src/operations/accounts/list-accounts.ts';
import { showAccount } from '../../../src/operations/accounts/show-account.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const create = (id: string, { name, ifNotExists = false }: { name?: string; ifNotExists?: boolean } = {}) =>
    db.change((session) => createAccount(session, { id, name, ifNotExists }));

  describe('account create', () => {
    test('happens once, or where it is not there', async () => {
      const { result } = await create('ACC-1', { name: 'Müller & Søn' });
      expect(result).toEqual({
        created: true,
        account: { id: 'ACC-1', name: 'Müller & Søn' },
        similar: null,
      });
      await expect(create('ACC-1')).rejects.toMatchObject({ kind: 'conflict', code: 'account-exists' });
      expect(await create('ACC-1', { name: 'Other', ifNotExists: true })).toMatchObject({
        changed: false,
        result: { created: false, account: result.account },
      });
    });

    test('names an account as its id where no name is given', async () => {
      expect((await create('ACC-2')).result.account).toEqual({ id: 'ACC-2', name: 'ACC-2' });
    });

    test('in a dry run writes nothing', async () => {
      const input = { id: 'ACC-1', name: undefined, ifNotExists: false };
      expect((await dryRun(db.database, (session) => createAccount(session, input))).created).toBe(true);
    });

    test.each(['', ' ', 'ACC-1 ', 'ACC/1', 'a\nb', 'x'.repeat(65)])('refuses the id %j', async (id) => {
      await expect(create(id)).rejects.toMatchObject({ kind: 'usage', code: 'bad-account-id' });
    });

    test('takes an id of 64 characters, and a name may not be empty', async () => {
      expect((await create('x'.repeat(64))).result.created).toBe(true);
      await expect(create('ACC-3', { name: '' })).rejects.toMatchObject({ code: 'bad-account-name' });
    });
  });

  test('account list is by id, bounded, and counts active subscriptions', async () => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'A' }],
      accounts: ['ACC-3'],
      subscriptions: [
        { account: 'ACC-1', item: 'A', start: '2026-01-01' },
        { account: 'ACC-1', item: 'A', start: '2026-01-01', end: '2026-02-01', status: 'ended' },
        { account: 'ACC-2', item: 'A', start: '2026-01-01' },
        { account: 'ACC-2', item: 'A', start: '2026-01-01' },
      ],
    });
    const list = (limit: number) => db.read((session) => listAccounts(session, { limit }));
    db.statements.length = 0;
    expect(await list(3)).toEqual({
      accounts: [
        { id: 'ACC-1', name: 'ACC-1', activeSubscriptions: 1 },
        { id: 'ACC-2', name: 'ACC-2', activeSubscriptions: 2 },
        { id: 'ACC-3', name: 'ACC-3', activeSubscriptions: 0 },
      ],
      more: false,
    });
    expect(selects(db.statements)).toBe(1);
    expect(await list(2)).toMatchObject({ accounts: [{ id: 'ACC-1' }, { id: 'ACC-2' }], more: true });
  });

  test('account show has its subscriptions, and a suggestion for a mistyped id', async () => {
    await seedInto(db.database, {
      items: [{ articleNumber: 'A' }],
      accounts: ['ACC-2'],
      subscriptions: [1, 2, 3].map(() => ({ account: 'ACC-1', item: 'A', start: '2026-01-01' })),
    });
    const show = (id: string, limit = 100) => db.read((session) => showAccount(session, { id, limit }));
    expect(await show('ACC-1')).toMatchObject({
      account: { id: 'ACC-1' },
      subscriptions: [{ address: 'ACC-1/1' }, { address: 'ACC-1/2' }, { address: 'ACC-1/3' }],
      more: false,
    });
    expect(await show('ACC-1', 2)).toMatchObject({
      subscriptions: [{ number: 1 }, { number: 2 }],
      more: true,
    });
    expect(await show('ACC-2')).toMatchObject({ subscriptions: [], more: false });
    await expect(show('ACC-l')).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringMatching(/^no account "ACC-l"; did you mean ACC-[12]\?$/),
    });
  });
});

function selects(statements: readonly { readonly sql: string }[]): number {
  // An engine may ask a question of its own where a reading transaction begins.
  return statements.filter(({ sql }) => /^\s*select/i.test(sql) && sql.includes('tierctl')).length;
}
