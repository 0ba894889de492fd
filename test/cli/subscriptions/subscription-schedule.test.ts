import { beforeEach, expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
const tierctl = (line: string) => cli.run(words(line));

beforeEach(async () => {
  await seedInto(cli.database, {
    items: [
      { articleNumber: 'TRIAL', attributes: [{ name: 'domain', required: true }], defaultPath: 'Trial ends' },
      { articleNumber: 'SILVER' },
      { articleNumber: 'GOLD' },
    ],
    paths: [
      { name: 'Trial ends', source: 'TRIAL', destination: 'SILVER' },
      { name: 'To gold', source: 'TRIAL', destination: 'GOLD', until: '2026-03-31' },
      { name: 'Up', source: 'SILVER', destination: 'GOLD' },
    ],
    subscriptions: [
      {
        account: 'ACC',
        item: 'TRIAL',
        start: '2026-02-01',
        end: '2026-04-30',
        attributes: { domain: 'a.example' },
      },
    ],
  });
  await given(
    cli,
    'group create G',
    'member add G TRIAL --level 1',
    'member add G SILVER --level 2',
    'member add G GOLD --level 3',
  );
});

/** A preview leaves everything as it is, and the commit then shows the same. */
async function previewed(line: string): Promise<string> {
  const before = await everyRow(cli.database);
  const preview = await tierctl(`${line} --dry-run`);
  expect(preview).toMatchObject({ code: 0, stderr: 'Dry run: nothing was written.\n' });
  expect(await everyRow(cli.database)).toEqual(before);
  const committed = await tierctl(`${line} --yes`);
  expect(committed).toMatchObject({ code: 0, stdout: preview.stdout });
  return committed.stdout;
}

test('schedule says which path applies now, when, and what happens on which date', async () => {
  expect(await previewed('subscription schedule ACC/1 --path "To gold" --from-date 2026-03-20')).toBe(
    `ACC/1 (TRIAL)
path     Trial ends: the default of TRIAL → To gold: an override of the default
applies  on its end date → from 2026-03-20

next            on 2026-03-20 becomes GOLD through path "To gold" (an override of the default)
successor ends  never
taken away      end date 2026-04-30, attribute domain
`,
  );
  expect(await previewed('subscription schedule ACC/1 --apply on-end-date')).toBe(
    `ACC/1 (TRIAL)
applies  from 2026-03-20 → on its end date

next            due on 2026-05-01 to become GOLD through path "To gold" (an override of the default), but stays: the successor's start date lies outside the path's window
successor ends  never
taken away      attribute domain
`,
  );
  expect(await previewed('subscription schedule ACC/1 --default-path')).toContain(
    'next            on 2026-05-01 becomes SILVER through path "Trial ends" (the default of TRIAL)\n',
  );
  expect(await previewed('subscription schedule ACC/1 --no-path')).toContain(
    'next  due on 2026-05-01, but stays: no upgrade path applies to it\n',
  );
  expect((await tierctl('subscription schedule ACC/1 --default-path --yes -o json')).json()).toMatchObject({
    subscription: { path: { rule: 'default' } },
    outlook: {
      event: 'moves',
      date: '2026-05-01',
      item: { articleNumber: 'SILVER' },
      path: 'Trial ends',
      why: 'default',
      reason: null,
    },
  });
  expect(await tierctl('subscription schedule ACC/1 --default-path --yes')).toMatchObject({
    code: 0,
    stderr: 'Nothing to change.\n',
  });
});

test('unschedule cancels the change first, and shows what remains', async () => {
  await given(
    cli,
    'subscription change ACC/1 --to SILVER --on 2026-03-10',
    'subscription schedule ACC/1 --path "To gold" --from-date 2026-03-20',
  );
  expect((await tierctl('subscription show ACC/1')).stdout).toMatch(
    /\nnext +on 2026-03-10 becomes SILVER by the pending change\nsuccessor ends +2026-04-30\ntaken away +attribute domain\n$/,
  );
  expect(await previewed('subscription unschedule ACC/1')).toBe(
    `ACC/1 (TRIAL)
cancelled: the change to SILVER on 2026-03-10
still following "To gold" from 2026-03-20; to cancel that too: tierctl subscription unschedule ACC/1 --path

next            on 2026-03-20 becomes GOLD through path "To gold" (an override of the default)
successor ends  never
taken away      end date 2026-04-30, attribute domain
`,
  );
  expect(await previewed('subscription unschedule ACC/1')).toBe(
    `ACC/1 (TRIAL)
no longer following "To gold" from 2026-03-20; follows its default path on its end date

next            on 2026-05-01 becomes SILVER through path "Trial ends" (the default of TRIAL)
successor ends  never
taken away      attribute domain
`,
  );
  expect(await tierctl('subscription unschedule ACC/1 --yes')).toMatchObject({ code: 3, stdout: '' });
});

test('a from date behind a pending change shows that it has no effect', async () => {
  await given(cli, 'subscription change ACC/1 --to SILVER --on 2026-03-10');
  expect(await previewed('subscription schedule ACC/1 --from-date 2026-03-20')).toContain(
    '\nno effect: the change to SILVER on 2026-03-10 comes first, and its successor does not keep this from date\n',
  );
  const { stdout } = await tierctl('subscription show ACC/1');
  expect(stdout).toMatch(
    /\napplies +from 2026-03-20\nno effect +the change to SILVER on 2026-03-10 comes first, /,
  );
  expect(await previewed('subscription schedule ACC/1 --path "To gold" --apply on_end_date')).toContain(
    '\nno effect: the change to SILVER on 2026-03-10 comes first, and its successor does not keep this path rule\n',
  );
  // A successor that keeps the end date also follows no path.
  expect(await previewed('subscription schedule ACC/1 --no-path')).not.toContain('no effect');
});

test('the hint about an end that is too early names what is in its way', async () => {
  await given(
    cli,
    'subscription change ACC/1 --to SILVER --on 2026-03-10',
    'subscription schedule ACC/1 --from-date 2026-03-20',
  );
  const hints: string[] = [];
  for (const on of ['2026-03-05', '2026-03-15']) {
    const { code, stderr } = await tierctl(`subscription end ACC/1 --on ${on} --yes`);
    expect(code).toBe(3);
    hints.push(stderr);
  }
  expect(hints).toEqual([
    'error: ACC/1 cannot end on 2026-03-05: it changes to SILVER on 2026-03-10, and its from date is 2026-03-20\n' +
      'hint: choose 2026-03-19 or a later date, or run first: tierctl subscription unschedule ACC/1 --change --path\n',
    'error: ACC/1 cannot end on 2026-03-15: its from date is 2026-03-20\n' +
      'hint: choose 2026-03-19 or a later date, or run first: tierctl subscription unschedule ACC/1 --path\n',
  ]);
  await given(cli, 'subscription unschedule ACC/1 --path', 'subscription end ACC/1 --on 2026-03-15');
});

test('end sets the last day, clears it, and closes for good', async () => {
  expect(await previewed('subscription end ACC/1 --on 2026-02-20')).toBe(
    `ACC/1 (TRIAL)
end  2026-04-30 → 2026-02-20

next            due since 2026-02-21: the next run moves it to SILVER through path "Trial ends" (the default of TRIAL)
successor ends  never
taken away      attribute domain
`,
  );
  expect(await previewed('subscription end ACC/1 --no-end')).toContain('\nend  2026-02-20 → none\n');
  expect(await previewed('subscription end ACC/1 --on 2026-03-31 --no-path')).toBe(
    `ACC/1 (TRIAL)
end   none → 2026-03-31
path  Trial ends: the default of TRIAL → none: an override

next  due on 2026-04-01, but stays: no upgrade path applies to it
`,
  );
  expect(await previewed('subscription end ACC/1 --close')).toBe(
    `ACC/1 (TRIAL)
status  active → ended
end     2026-03-31 → 2026-03-01

next  nothing: it has ended
`,
  );
  const { audit } = (await tierctl('audit list -o json')).json<{
    audit: { command: string; subject: string }[];
  }>();
  const ends = audit.filter(({ command }) => command.includes('subscription end'));
  expect(ends.map(({ subject }) => subject)).toEqual(['ACC/1', 'ACC/1', 'ACC/1', 'ACC/1']);
});

test('set changes attributes, and shows what a pending change keeps', async () => {
  expect(await previewed('subscription set ACC/1 --attribute domain=b.example')).toBe(
    'ACC/1 (TRIAL)\ndomain  a.example → b.example\n',
  );
  await given(cli, 'subscription change ACC/1 --to SILVER --on 2026-03-10');
  expect(await previewed('subscription set ACC/1 --attribute domain=c.example')).toContain(
    '\nits change to SILVER on 2026-03-10 keeps the values that were set with it\n',
  );
});

test.each([
  ['schedule ACC/1', 2, 'no change given'],
  ['schedule ACC/1 --from-date 2026-02-01', 3, 'the subscription starts on 2026-02-01'],
  ['schedule ACC/1 --from-date 2026-05-02', 3, 'choose 2026-05-01 or an earlier date'],
  ['schedule ACC/1 --apply from-date', 2, 'to move from a date, that date is needed'],
  ['schedule ACC/1 --path Up', 3, 'path "Up" starts at SILVER, not at TRIAL'],
  ['schedule ACC/1 --path Op', 4, 'no path "Op"; did you mean Up?'],
  ['schedule ACC/1 --path "To gold" --default-path', 2, "cannot be used with option '--path"],
  ['schedule ACC/1 --no-path --default-path', 2, 'cannot be used with option'],
  ['schedule ACC/9 --no-path', 4, 'no subscription "ACC/9"'],
  ['unschedule ACC/1', 3, 'ACC/1 has nothing to cancel'],
  ['unschedule ACC/1 --change', 3, 'ACC/1 has no change pending'],
  ['unschedule ACC/1 --path', 3, 'ACC/1 follows its default path already'],
  ['end ACC/1', 2, 'pass --on DATE, --no-end, --no-path or --close'],
  ['end ACC/1 --on 2026-01-31', 3, 'the subscription would end on 2026-01-31'],
  ['end ACC/1 --on 2026-02-30', 2, '"2026-02-30" is not a date'],
  ['end ACC/1 --on 2026-03-02 --close', 3, 'ACC/1 cannot be closed before its last day, 2026-03-02'],
  ['end ACC/1 --on 2026-03-02 --no-end', 2, 'cannot be used with option'],
  ['end ACC/1 --close --no-end', 2, 'cannot be used with option'],
  ['end ACC/1 --close --no-path', 2, 'cannot be used with option'],
  ['set ACC/1', 2, 'no change given'],
  ['set ACC/1 --remove-attribute domain', 3, 'a subscription to TRIAL needs "domain"'],
])('tierctl subscription %s: exit %i', async (line, code, message) => {
  const before = await everyRow(cli.database);
  const run = await tierctl(`subscription ${line} --yes`);
  expect(run).toMatchObject({ code, stdout: '' });
  expect(run.stderr).toContain(message);
  expect(await everyRow(cli.database)).toEqual(before);
});
