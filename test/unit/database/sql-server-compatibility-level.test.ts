import { describe, expect, it, test } from 'vitest';
import { requireCompatibilityLevel } from '../../../src/database/sql-server/compatibility-level.ts';
import { translateSqlServerError } from '../../../src/database/sql-server/errors.ts';
import { diagnose } from '../../../src/operations/administration/diagnose.ts';
import { migrateAdopt } from '../../../src/operations/administration/migrate-adopt.ts';
import { migrateUp } from '../../../src/operations/administration/migrate-up.ts';
import { fedSqlServer } from '../../support/database/fed-database.ts';

const at = (level: number, name = 'billing', babelfish: number | null = null) =>
  fedSqlServer(() => [{ name, level, babelfish }]);

describe('a database at an old compatibility level', () => {
  it.each([
    [100, 'billing', 'ALTER DATABASE [billing] SET COMPATIBILITY_LEVEL = 130'],
    [120, 'my billing', 'ALTER DATABASE [my billing] SET COMPATIBILITY_LEVEL = 130'],
    [120, 'odd]name', 'ALTER DATABASE [odd]]name] SET COMPATIBILITY_LEVEL = 130'],
  ])('level %d of %s: says what to run', async (level, name, statement) => {
    await expect(requireCompatibilityLevel(at(level, name).session.db)).rejects.toMatchObject({
      kind: 'config',
      code: 'compatibility-level',
      message: expect.stringContaining(`${name} is at compatibility level ${level}, which has no OPENJSON`),
      hint: expect.stringContaining(statement),
      data: { database: name, level },
    });
  });

  it.each([130, 140, 150, 160])('level %d is enough', async (level) => {
    await expect(requireCompatibilityLevel(at(level).session.db)).resolves.toBeUndefined();
  });

  it('means nothing on Babelfish', async () => {
    await expect(requireCompatibilityLevel(at(120, 'billing', 1).session.db)).resolves.toBeUndefined();
  });
});

test.each([
  ['migrate up', (fed) => migrateUp(fed, { migrations: [], at: '2026-03-01T12:00:00.000Z' })],
  ['migrate adopt', (fed) => migrateAdopt(fed, { migrations: [], at: '2026-03-01T12:00:00.000Z' })],
  ['doctor', (fed) => diagnose(fed, { today: '2026-03-01' })],
] as [string, (session: ReturnType<typeof at>['session']) => Promise<unknown>][])(
  '%s asks for the level first',
  async (_command, work) => {
    const { session, sent } = at(120);
    await expect(work(session)).rejects.toMatchObject({ code: 'compatibility-level' });
    expect(sent).toHaveLength(1);
  },
);

// 208 without a WITH clause, 102 with one: https://github.com/dotnet/efcore/issues/32623
test.each([
  [208, "Invalid object name 'openjson'."],
  [102, `Incorrect syntax near '$."item_id"'.`],
])('error %d of any other command means the level too', (number, message) => {
  const error = Object.assign(new Error(message), { number, class: 16, code: 'EREQUEST' });
  expect(translateSqlServerError(error)).toMatchObject({
    kind: 'config',
    code: 'compatibility-level',
    hint: expect.stringContaining('ALTER DATABASE CURRENT SET COMPATIBILITY_LEVEL = 130'),
    data: { database: null, level: null },
  });
});
