import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { change } from '../../../src/database/unit-of-work.ts';
import { createAccount } from '../../../src/operations/accounts/create-account.ts';
import { listAudit } from '../../../src/operations/administration/list-audit.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const list = (input: { since?: string; limit?: number } = {}) =>
    db.read((session) => listAudit(session, { since: input.since, limit: input.limit ?? 100 }));
  const create = (
    id: string,
    at: string,
    reason: string | undefined,
    verdict: 'commit' | 'roll-back' = 'commit',
  ) =>
    change(
      db.database,
      { ...INVOCATION, command: 'account create', at, reason },
      (session) => createAccount(session, { id, name: 'Søn & Co', ifNotExists: true }),
      () => verdict,
    );

  test('rows from before logins were recorded have none, and the login is not what the program says', async () => {
    await create('ACC-1', '2026-03-01T00:00:00.000Z', undefined);
    await db.database.kysely.updateTable('tierctl.audit').set({ login: null }).execute();
    await create('ACC-2', '2026-03-02T00:00:00.000Z', undefined);
    expect((await list()).audit).toMatchObject([
      { actor: 'tester', login: await loginOf(db.database) },
      { actor: 'tester', login: null },
    ]);
  });

  test('every committed change is there once, the newest first', async () => {
    await create('ACC-1', '2026-03-01T23:59:59.999Z', undefined);
    await create('ACC-2', '2026-03-02T00:00:00.000Z', 'new customer');
    await create('ACC-2', '2026-03-03T00:00:00.000Z', 'changes nothing');
    await create('ACC-3', '2026-03-03T00:00:00.000Z', 'dry run', 'roll-back');
    expect(await list()).toEqual({
      audit: [
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          occurredAt: '2026-03-02T00:00:00.000Z',
          actor: 'tester',
          login: await loginOf(db.database),
          command: 'account create',
          subject: 'ACC-2',
          reason: 'new customer',
          before: null,
          after: { id: 'ACC-2', name: 'Søn & Co' },
        },
        expect.objectContaining({ occurredAt: '2026-03-01T23:59:59.999Z', reason: null }),
      ],
      more: false,
    });
    expect((await list({ since: '2026-03-02' })).audit).toMatchObject([{ reason: 'new customer' }]);
    expect(await list({ limit: 1 })).toMatchObject({ audit: [{ reason: 'new customer' }], more: true });
    await expect(list({ since: 'yesterday' })).rejects.toMatchObject({ kind: 'usage', code: 'bad-date' });
  });
});

/** Whom the server takes this connection for. */
async function loginOf({ kysely, dialect }: Database): Promise<string> {
  const text =
    dialect.defaultBillingSchema === 'dbo' ? 'suser_sname()' : 'cast(session_user as varchar(200))';
  const { rows } = await sql<{ login: string }>`select ${sql.raw(text)} as login`.execute(kysely);
  return rows[0]?.login ?? '';
}
