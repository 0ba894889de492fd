// A parameter is nvarchar. Compared with a varchar column, the server converts the column ("Data type precedence"), and under a
// collation whose name begins with SQL_ it cannot use an index for that.
import { describe, expect, test } from 'vitest';
import type { StoredColumn } from '../../../src/database/sql-dialect.ts';
import { refuseUnfitTexts } from '../../../src/store/billing-columns.ts';
import { findGroup } from '../../../src/store/groups/groups.ts';
import { findMember } from '../../../src/store/groups/members.ts';
import { findItem } from '../../../src/store/items/items.ts';
import { fedSqlServer } from '../../support/database/fed-database.ts';

function withColumn(name: string, type: Pick<StoredColumn, 'narrow' | 'collation'>) {
  const column: StoredColumn = { name, mandatory: 1, length: 100, ...type };
  return fedSqlServer(({ sql }) => (sql.includes('sys.columns') ? [column] : []));
}

const WIDE = { narrow: 0, collation: null };
const NARROW = { narrow: 1, collation: null };
const GREEK = { narrow: 1, collation: 'Greek_CI_AS' };

type Find = (session: ReturnType<typeof fedSqlServer>['session']) => Promise<unknown>;
const FINDS: readonly [string, string, string, Find][] = [
  ['an item', 'article_number', '"article_number"', (session) => findItem(session, 'HST')],
  ['a group', 'name', '"name"', (session) => findGroup(session, 'HST')],
  ['a member', 'article_number', '"i"."article_number"', (session) => findMember(session, 'id', 'HST')],
];

describe.each(FINDS)('%s is looked up', (_what, column, reference, find) => {
  const comparison = async (type: Pick<StoredColumn, 'narrow' | 'collation'>) => {
    const { session, sent } = withColumn(column, type);
    await find(session);
    return sent.at(-1)?.sql.split(`${reference} in `)[1];
  };

  test('in an nvarchar column by the parameter as it is', async () => {
    expect(await comparison(WIDE)).toMatch(/^\(@\d\)/);
  });

  test('in a varchar column by a varchar', async () => {
    expect(await comparison(NARROW)).toMatch(/^\(cast\(@\d as varchar\(8000\)\)\)/);
  });

  test('in a varchar column of another collation by a varchar of its code page', async () => {
    expect(await comparison(GREEK)).toMatch(/^\(cast\(@\d collate Greek_CI_AS as varchar\(8000\)\)\)/);
  });
});

describe('texts with characters beyond ASCII, for a varchar column', () => {
  const rename = (lost: readonly string[], ...names: readonly string[]) => {
    const column: StoredColumn = { name: 'name', mandatory: 1, length: 100, ...GREEK };
    const fed = fedSqlServer(({ sql }) =>
      sql.includes('sys.columns') ? [column] : lost.map((text) => ({ text })),
    );
    const rows = names.map((name) => ({ name }));
    return { sent: fed.sent, done: refuseUnfitTexts(fed.session, 'item', rows) };
  };

  test('are refused where the code page lacks one of them', async () => {
    const { done, sent } = rename(['Größe'], 'Μέγεθος', 'Größe');
    await expect(done).rejects.toMatchObject({
      code: 'value-too-large',
      message: expect.stringContaining('dbo.item.name is no Unicode column and cannot hold "Größe"'),
      hint: 'use other characters',
      data: { table: 'dbo.item', column: 'name' },
    });
    expect(sent.at(-1)?.sql).toContain(
      'cast(cast("given"."text" collate Greek_CI_AS as varchar(8000)) as nvarchar(max))',
    );
  });

  test('are written where the code page has all of them', async () => {
    await expect(rename([], 'Μέγεθος').done).resolves.toBeUndefined();
  });

  test('are checked by one statement, however many they are', async () => {
    const names = Array.from({ length: 1_000 }, (_, n) => `Μέγεθος ${n}`);
    const { done, sent } = rename([], ...names);
    await done;
    expect(sent).toHaveLength(2);
  });

  test('the server is not asked about plain texts', async () => {
    const { done, sent } = rename([], 'Gold', 'Silver');
    await done;
    expect(sent).toHaveLength(1);
  });
});

test('the columns of a table are read once', async () => {
  const { session, sent } = withColumn('article_number', NARROW);
  for (const number of ['A', 'B', 'C']) await findItem(session, number);
  expect(sent.filter(({ sql }) => sql.includes('sys.columns'))).toHaveLength(1);
});
