import { beforeEach, describe, expect, test } from 'vitest';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
// The clock of the tests: 2026-03-01.
const TODAY = '2026-03-01';

async function run(line: string, options = {}) {
  return cli.run(line.split(' '), options);
}

async function given(...lines: string[]): Promise<void> {
  for (const line of lines) {
    const { code, stderr } = await run(`${line} --yes`);
    if (code !== 0) throw new Error(`${line}: ${stderr}`);
  }
}

beforeEach(() =>
  given(
    'item create GOLD --name Gold --attribute domain:text:required',
    'item create SILVER --name Silver --attribute domain:text:required --attribute note',
    'item create MAIL-PACK --name Mailboxes --kind extension',
    'item service set GOLD email=20 disk=100',
    'item service set SILVER email=10 disk=50',
    'item service set MAIL-PACK email=5',
    'item extension add SILVER MAIL-PACK --max 3',
    'group create Webhosting',
    'member add Webhosting GOLD --level 2',
    'member add Webhosting SILVER --level 1',
    'account create ACC',
    'subscription add ACC GOLD --start 2026-01-01 --attribute domain=a.example',
  ),
);

const show = async (address: string) =>
  (await run(`subscription show ${address} -o json`)).json<{
    subscription: Record<string, unknown>;
    outlook: Record<string, unknown>;
  }>();

test('a change that fits is made at once, with history', async () => {
  const changed = await run('subscription change ACC/1 --to SILVER --yes');
  expect(changed).toMatchObject({ code: 0, stderr: 'Committed.\n' });
  expect(changed.stdout).toBe(`ACC/1 (GOLD) is replaced by ACC/2 (SILVER)
direction       downgrade
in              Webhosting
ends            2026-02-28
starts          2026-03-01
successor ends  never
next            nothing: it has neither an end date nor a from date
`);
  expect((await show('ACC/1')).subscription).toMatchObject({ status: 'ended', endDate: '2026-02-28' });
  expect((await show('ACC/2')).subscription).toMatchObject({
    item: { articleNumber: 'SILVER' },
    startDate: TODAY,
    attributes: { domain: 'a.example' },
  });
  const history = (await run('history -o json')).json<{ transitions: unknown[] }>();
  expect(history.transitions).toMatchObject([
    { from: { number: 1 }, to: { number: 2 }, path: null, direction: 'downgrade', run: 1 },
  ]);
});

test('a downgrade that does not fit is refused; either printed remedy, pasted, makes it succeed', async () => {
  await given('usage set ACC/1 email=18 disk=40');
  const refused = await run('subscription change ACC/1 --to SILVER --yes');
  expect(refused).toMatchObject({ code: 3, stdout: '' });
  expect(refused.stderr).toBe(`error: ACC/1 cannot change to SILVER: email: 18 used, limit 10, 8 over
hint: pass --add MAIL-PACK=2, or --terminate email=8
`);
  const listed = await run('eligible --subscription ACC/1 -o json');
  expect(listed.json()).toMatchObject({
    moves: [{ eligible: false, fit: { remedies: { terminations: [{ service: 'email', amount: 8 }] } } }],
  });
  const [, add = '', terminate = ''] = /pass (.*), or (.*)\n/.exec(refused.stderr) ?? [];
  for (const remedy of [add, terminate]) {
    expect(await run(`subscription change ACC/1 --to SILVER ${remedy} --dry-run`)).toMatchObject({ code: 0 });
  }
  expect(await run(`subscription change ACC/1 --to SILVER ${add} --yes`)).toMatchObject({ code: 0 });
  const usage = (await run('usage show ACC/2 -o json')).json<{ usage: unknown }>();
  expect(usage.usage).toMatchObject([
    { service: 'disk', usage: 40, limit: 50 },
    { service: 'email', usage: 18, limit: 20 },
  ]);
});

test('usage that grows between preview and commit makes it fail with nothing written', async () => {
  await given('usage set ACC/1 email=9');
  const before = await everyRow(cli.database);
  const grow = async () => {
    await cli.database.kysely
      .updateTable('tierctl.subscription_usage')
      .set({ amount: 11 })
      .where('service', '=', 'email')
      .execute();
    return true;
  };
  const changed = await cli.run(['subscription', 'change', 'ACC/1', '--to', 'SILVER'], {
    tty: true,
    confirm: grow,
  });
  expect(changed.code).toBe(5);
  expect(changed.stderr).toContain('the database has changed since the preview; now this is refused: ACC/1 ');
  const after = await everyRow(cli.database);
  expect({ ...after, 'tierctl.subscription_usage': [] }).toEqual({
    ...before,
    'tierctl.subscription_usage': [],
  });
});

describe('on a later day', () => {
  test('it is pending, shown, takes precedence over paths, and a run makes it', async () => {
    const scheduled = await run('subscription change ACC/1 --to SILVER --on 2026-04-01 --yes');
    expect(scheduled).toMatchObject({ code: 0 });
    expect(scheduled.stdout).toMatch(/^ACC\/1 \(GOLD\) changes to SILVER on 2026-04-01\n/);
    expect(await show('ACC/1')).toMatchObject({
      subscription: { status: 'active', change: { item: { articleNumber: 'SILVER' }, on: '2026-04-01' } },
      outlook: { event: 'moves', date: '2026-04-01' },
    });
    expect((await run('run-transitions --as-of 2026-03-31 --future --yes -o json')).json()).toMatchObject({
      moved: { total: 0 },
    });
    expect((await run('run-transitions --as-of 2026-04-01 --future --yes -o json')).json()).toMatchObject({
      moved: { total: 1, transitions: [{ path: null, effectiveDate: '2026-04-01', direction: 'downgrade' }] },
    });
    expect((await show('ACC/2')).subscription).toMatchObject({ attributes: { domain: 'a.example' } });
  });

  test('a second one is refused until the first is cancelled', async () => {
    await given('subscription change ACC/1 --to SILVER --on 2026-04-01');
    const second = await run('subscription change ACC/1 --to SILVER --on 2026-05-01 --yes');
    expect(second).toMatchObject({ code: 3 });
    expect(second.stderr).toContain('ACC/1 changes to SILVER on 2026-04-01 already');
    expect(second.stderr).toContain('hint: cancel that change first: tierctl subscription unschedule ACC/1');
    const before = await everyRow(cli.database);
    expect(await run('subscription unschedule ACC/1 --dry-run')).toMatchObject({ code: 0 });
    expect(await everyRow(cli.database)).toEqual(before);
    expect(await run('subscription unschedule ACC/1 --yes')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^ACC\/1 \(GOLD\)\ncancelled: the change to SILVER on 2026-04-01\n\nnext {2}/,
      ),
    });
    expect((await show('ACC/1')).subscription).toMatchObject({ change: null });
    expect(await run('subscription unschedule ACC/1 --yes')).toMatchObject({ code: 3 });
  });

  test('what no longer fits on its day stays, with that reason', async () => {
    await given('subscription change ACC/1 --to SILVER --on 2026-04-01', 'usage set ACC/1 email=15');
    expect((await run('run-transitions --as-of 2026-04-01 --future --yes -o json')).json()).toMatchObject({
      moved: { total: 0 },
      notMoved: { byReason: [{ reason: 'over-limit', count: 1 }] },
    });
    expect(await show('ACC/1')).toMatchObject({ outlook: { event: 'stays', reason: 'over-limit' } });
  });
});

test('--dry-run leaves nothing', async () => {
  const before = await everyRow(cli.database);
  const dryRun = await run('subscription change ACC/1 --to SILVER --dry-run');
  expect(dryRun).toMatchObject({ code: 0 });
  expect(dryRun.stdout).toContain('is replaced by ACC/2');
  expect(await everyRow(cli.database)).toEqual(before);
});

test.each([
  [
    'ACC/1 --to SILVER --on 2026-01-01',
    3,
    /a change of ACC\/1 cannot start on 2026-01-01: the subscription starts on/,
  ],
  ['ACC/1 --to SILVER --on 2026-02-30', 2, /is not a date/],
  ['ACC/1 --to BRONZE', 4, /no item "BRONZE"/],
  ['ACC/7 --to SILVER', 4, /no subscription "ACC\/7"/],
  ['ACC/1 --to GOLD', 3, /cannot change to GOLD/],
  ['ACC/1 --to SILVER --add SSL=1', 3, /does not allow the extension "SSL"/],
  ['ACC/1 --to SILVER --add MAIL-PACK=9', 3, /at most 3 of MAIL-PACK/],
  ['ACC/1 --to SILVER --terminate email=1', 3, /none is in use/],
  ['ACC/1 --to SILVER --terminate email=0', 2, /email=0/],
  ['ACC/1 --to SILVER --attribute nte=x', 4, /no attribute "nte"; did you mean note\?/],
  ['ACC/1', 2, /--to/],
])('bad input %j: exit %d, nothing written', async (line, code, message) => {
  const before = await everyRow(cli.database);
  const refused = await run(`subscription change ${line} --yes`);
  expect(refused).toMatchObject({ code, stdout: '' });
  expect(refused.stderr).toMatch(message);
  expect(await everyRow(cli.database)).toEqual(before);
});

test('a back-dated change shows by how many days', async () => {
  const { code, stdout } = await run('subscription change ACC/1 --to SILVER --on 2026-02-03 --yes');
  expect(code).toBe(0);
  expect(stdout).toContain('\nstarts          2026-02-03 (26 days ago)\n');
});

test('a due subscription changes on the day after its end at the latest, and eligible says so', async () => {
  await given('subscription end ACC/1 --on 2026-02-10');
  const eligible = await run('eligible --subscription ACC/1 --to SILVER');
  expect(eligible).toMatchObject({
    code: 0,
    stderr:
      'ACC/1 is due since 2026-02-11: a change can start on 2026-02-11 at the latest (--on 2026-02-11), ' +
      'or change its successor after the next run-transitions\n',
  });
  expect(await run('subscription change ACC/1 --to SILVER --yes')).toMatchObject({
    code: 3,
    stderr:
      'error: ACC/1 ended on 2026-02-10 and is due: a change can start on 2026-02-11 at the latest\n' +
      'hint: choose 2026-02-11 for --on, or run first: tierctl run-transitions, and change its successor\n',
  });
  await given('subscription change ACC/1 --to SILVER --on 2026-02-11');
});

test('a refusal names only the gates that failed', async () => {
  expect((await run('subscription change ACC/1 --to GOLD --yes')).stderr).toBe(
    'error: ACC/1 cannot change to GOLD: both are on level 2; equivalents do not switch\n' +
      'hint: see: tierctl eligible --subscription ACC/1 --to GOLD\n',
  );
});

test('a subscription that has ended does not change', async () => {
  await given('subscription change ACC/1 --to SILVER');
  const again = await run('subscription change ACC/1 --to SILVER --yes');
  expect(again).toMatchObject({ code: 3 });
  expect(again.stderr).toContain('ACC/1 has ended');
});
