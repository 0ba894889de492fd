// The rule about what is over, at the command line: what each command refuses, and what it says.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
const tierctl = (line: string) => cli.run(words(line));

describe('a component that has not started', () => {
  beforeEach(() =>
    seedInto(cli.database, {
      items: [
        { articleNumber: 'MAILBOX', attributes: ['address'] },
        { articleNumber: 'OFFICE', kind: 'package', products: ['MAILBOX'] },
        { articleNumber: 'PRO', kind: 'package', products: ['MAILBOX'] },
      ],
      paths: [{ name: 'up', source: 'OFFICE', destination: 'PRO', products: { MAILBOX: 'MAILBOX' } }],
      subscriptions: [
        {
          account: 'ACC',
          item: 'OFFICE',
          start: '2026-01-01',
          components: [
            { item: 'MAILBOX' },
            { item: 'MAILBOX', start: '2026-06-01' },
            { item: 'MAILBOX', status: 'ended', end: '2026-02-15' },
          ],
        },
      ],
    }),
  );

  test('is withdrawn by component end', async () => {
    const run = await tierctl('subscription component end ACC/1 2 --yes');
    expect(run).toMatchObject({ code: 0, stderr: 'Committed.\n' });
    expect(run.stdout).toContain('Withdrawn component: it will not start\n');
    const list = (await tierctl('subscription component list ACC/1 -o json')).json<{
      components: { number: number }[];
    }>();
    expect(list.components.map(({ number }) => number)).toEqual([1, 3]);
  });

  test('is distinguished from a started one in JSON', async () => {
    const started = async (number: number) =>
      (await tierctl(`subscription component end ACC/1 ${number} --dry-run -o json`)).json<{
        started: boolean;
      }>().started;
    await tierctl('subscription component add ACC/1 MAILBOX --yes');
    expect([await started(2), await started(1)]).toEqual([false, true]);
  });

  test('is named where its subscription is closed', async () => {
    const run = await tierctl('subscription end ACC/1 --close --yes');
    expect(run.stdout).toContain('component 2 (MAILBOX) of 2026-06-01 will not start\n');
  });

  test('starts on the successor, whichever command sets the day', async () => {
    expect(await tierctl('subscription schedule ACC/1 --path up --from-date 2026-04-01 --yes')).toMatchObject(
      {
        code: 0,
      },
    );
    expect(await tierctl('run-transitions --as-of 2026-04-01 --future --yes')).toMatchObject({ code: 0 });
    const after = await tierctl('subscription component list ACC/2');
    expect(after.stdout).toBe(`component  product  status        start       end  attributes
        1  MAILBOX  starts later  2026-04-01  –    –
        2  MAILBOX  starts later  2026-06-01  –    –
`);
  });

  test.each([
    ['subscription end ACC/1 --on 2026-05-31', 'its component 2 starts on 2026-06-01'],
    ['subscription end ACC/1 --on 2026-02-10 --close', 'its component 3 ended on 2026-02-15'],
    ['subscription schedule ACC/1 --path up --from-date 2026-02-15', 'its component 3 ended on 2026-02-15'],
    ['subscription component end ACC/1 2 --on 2026-06-01', 'without --on it never does'],
  ])('%s: exit 3', async (line, message) => {
    const before = await everyRow(cli.database);
    const run = await tierctl(`${line} --yes`);
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(await everyRow(cli.database)).toEqual(before);
  });
});

describe('an external id', () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'tierctl-external-ids-'));
    await writeFile(
      join(cwd, 'usage.csv'),
      'account,externalId,service,amount\nACC,ord-1,email,3\nACC,ord-2,email,4\n',
    );
  });
  afterAll(() => rm(cwd, { recursive: true }));
  beforeEach(async () => {
    await seedInto(cli.database, {
      items: [{ articleNumber: 'TRIAL', defaultPath: 'on' }, { articleNumber: 'PLAN' }],
      paths: [{ name: 'on', source: 'TRIAL', destination: 'PLAN' }],
      subscriptions: [
        { account: 'ACC', item: 'TRIAL', start: '2026-01-01', end: '2026-01-31', externalId: 'ord-1' },
        { account: 'ACC', item: 'TRIAL', start: '2026-01-01', externalId: 'ord-2' },
      ],
    });
    expect(await tierctl('run-transitions --yes')).toMatchObject({ code: 0 });
  });

  test('leads usage to the successor, and says so', async () => {
    const run = await cli.run(['usage', 'import', 'usage.csv', '--yes'], { cwd });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toBe(`New usage
file            usage.csv
records         2
new             2
for successors  1 (ord-1: ACC/1 → ACC/3)
`);
  });

  test('is shown with what it leads to', async () => {
    expect((await tierctl('subscription show ACC/1')).stdout).toContain('ord-1 leads to ACC/3');
    expect((await tierctl('subscription show ACC/3')).stdout).toMatch(/external ids +ord-1 \(of ACC\/1\)/);
    expect((await tierctl('subscription show ACC/2')).stdout).not.toContain('external ids');
  });

  test('finds the successor where it is added again', async () => {
    const again = await tierctl('subscription add ACC TRIAL --external-id ord-1 --if-not-exists --yes');
    expect(again.stdout).toContain(
      'Existing subscription\nord-1 is the external id of ACC/1, which this one has replaced\n',
    );
    expect(again.stdout).toContain('subscription  ACC/3\n');
  });
});
