// Every transaction of a command waits for locks as long as --lock-timeout says, and the error says for whom.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { parseTarget } from '../../src/database/target/target.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { type CliRun, runCli } from '../support/cli.ts';
import { onEveryServer } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { readChains } from '../support/transitions/chains.ts';
import { trialsOf } from '../support/transitions/trials.ts';

onEveryServer((engine) => {
  const db = useDatabase(engine);
  let other: Database;
  beforeAll(async () => {
    other = await openDatabase(parseTarget(db.url ?? ''), { client: 'anna@office' });
  });
  afterAll(() => other.close());
  beforeEach(() => seedInto(db.database, trialsOf(['A', 'B', 'C'])));

  const tierctl = (line: string): Promise<CliRun> =>
    runCli(`${line} -o json`.split(' '), { env: { TIERCTL_DATABASE_URL: db.url ?? '' } });

  /** Another transaction has changed B/1 and stays open during `work`. */
  const besideOther = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const transaction = await other.kysely.startTransaction().execute();
    try {
      await transaction
        .updateTable('tierctl.subscription')
        .set({ revision: 7 })
        .where('account_id', '=', 'B')
        .execute();
      return await work();
    } finally {
      await transaction.rollback().execute();
    }
  };

  const namesTheHolder = engine.name === 'PostgreSQL';
  const busy = (run: CliRun) => {
    expect(run, run.stderr).toMatchObject({ code: 75 });
    const { error } = JSON.parse(run.stderr) as { error: { message: string } };
    expect(error).toMatchObject({ kind: 'busy', code: 'lock-timeout' });
    return error;
  };

  test('a change ends as busy, and names the other', async () => {
    const run = await besideOther(() =>
      tierctl('subscription end B/1 --on 2026-06-30 --yes --lock-timeout 2'),
    );
    expect(busy(run)).toMatchObject(
      namesTheHolder
        ? {
            message: expect.stringMatching(
              /^waited too long for a lock held by tierctl anna@office pid \d+ \(user \w+, backend \d+\)$/,
            ),
            data: { holder: expect.stringContaining('anna@office') },
          }
        : {
            message: expect.stringMatching(
              /held by tierctl anna@office|this login may not see who holds it \(that needs VIEW SERVER STATE\)$/,
            ),
          },
    );
  });

  describe('a run', () => {
    const RUN = 'run-transitions --as-of 2026-02-01 --batch-size 1';
    const ends = () =>
      db.read(async (session) =>
        Object.fromEntries(
          Object.entries(await readChains(session)).map(([first, chain]) => [first, chain.length]),
        ),
      );

    test('ends as busy with what it has moved; it blames no subscription, and the next run continues', async () => {
      const run = await besideOther(() => tierctl(`${RUN} --yes --lock-timeout 1`));
      busy(run);
      expect(await ends()).toMatchObject({ 'A/1': 2, 'B/1': 1 });
      expect(await db.database.kysely.selectFrom('tierctl.run_failure').selectAll().execute()).toEqual([]);
      const next = await tierctl(`${RUN} --yes`);
      expect(next, next.stderr).toMatchObject({ code: 0 });
      expect(next.json()).toMatchObject({ moved: { total: 2 } });
      expect(await ends()).toMatchObject({ 'A/1': 2, 'B/1': 2, 'C/1': 2 });
    });

    test.each(['--dry-run', '--atomic --yes'])('with %s it writes nothing', async (how) => {
      const run = await besideOther(() => tierctl(`${RUN} ${how} --lock-timeout 1`));
      busy(run);
      expect(await ends()).toMatchObject({ 'A/1': 1, 'B/1': 1, 'C/1': 1 });
    });
  });
});
