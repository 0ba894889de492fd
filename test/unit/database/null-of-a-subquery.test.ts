// T-SQL's coalesce evaluates a subquery twice, and the second time it may find nothing: "COALESCE (Transact-SQL)", comparing
// COALESCE and ISNULL.
import { expect, test } from 'vitest';
import { exceedsDestination } from '../../../src/store/subscriptions/pending-changes.ts';
import { listSuccessorsOverLimit } from '../../../src/store/transitions/batch/extend.ts';
import { fedSqlServer } from '../../support/database/fed-database.ts';

test.each([
  [
    'whether usage exceeds the limits',
    (session) => exceedsDestination(session, { account: 'ACC', number: 1 }),
  ],
  [
    'by how much it does',
    (session) => listSuccessorsOverLimit(session, { first: 'A', last: 'Z', due: 1 }, { run: 1, hop: 1 }),
  ],
] as [string, (session: ReturnType<typeof fedSqlServer>['session']) => Promise<unknown>][])(
  '%s: no subquery is asked twice',
  async (_what, work) => {
    const { session, sent } = fedSqlServer(() => []);
    await work(session);
    const [statement] = sent;
    expect(statement?.sql).toContain('isnull((select');
    expect(statement?.sql).not.toMatch(/coalesce\(\s*\(\s*select/i);
  },
);
