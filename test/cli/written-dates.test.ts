// Every place that reads a date says which form it wants, and where dates lie. Files are in broken-files.ts.
import { beforeEach, describe, expect, test } from 'vitest';
import { LOCAL_DATES } from '../support/catalogue/broken-files.ts';
import { seedInto, words } from '../support/catalogue/catalogue.ts';
import { useCli } from '../support/cli.ts';

const cli = useCli();

beforeEach(() =>
  seedInto(cli.database, {
    items: [
      { articleNumber: 'A', attributes: [{ name: 'since', type: 'date' }] },
      { articleNumber: 'B' },
      { articleNumber: 'PACK', kind: 'package', products: ['A'] },
    ],
    paths: [{ name: 'P', source: 'A', destination: 'B' }],
    subscriptions: [
      { account: 'X', item: 'A', start: '2026-01-01' },
      { account: 'X', item: 'PACK', start: '2026-01-01', components: [{ item: 'A' }] },
    ],
  }),
);

const LEAVE = 'for none, leave it out';
const DOORS: readonly (readonly [line: string, none: string])[] = [
  ['subscription add X A --start DATE', LEAVE],
  ['subscription add X A --end DATE', 'for none, pass --no-end'],
  ['subscription add X A --from-date DATE', LEAVE],
  ['subscription add X A --attribute since=DATE', LEAVE],
  ['subscription end X/1 --on DATE', 'for none, pass --no-end'],
  ['subscription schedule X/1 --from-date DATE', LEAVE],
  ['subscription set X/1 --attribute since=DATE', LEAVE],
  ['subscription change X/1 --to B --on DATE', LEAVE],
  ['subscription component add X/2 A --start DATE', LEAVE],
  ['subscription component end X/2 1 --on DATE', LEAVE],
  ['subscription list --due-before DATE', LEAVE],
  ['path create Q --source A --destination B --from DATE', LEAVE],
  ['path create Q --source A --destination B --until DATE', LEAVE],
  ['path update P --from DATE', 'for none, pass --no-from'],
  ['path update P --until DATE', 'for none, pass --no-until'],
  ['item create C --name C --attribute since:date:default=DATE', LEAVE],
  ['run-transitions --as-of DATE', LEAVE],
  ['upcoming --until DATE', LEAVE],
  ['audit list --since DATE', LEAVE],
];

const run = (line: string, date: string) => cli.run([...words(line.replace('DATE', date)), '--yes']);

describe.each(DOORS)('tierctl %s', (line, none) => {
  test('wants YYYY-MM-DD', async () => {
    const { code, stdout, stderr } = await run(line, '15/01/2026');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('"15/01/2026" is not a date');
    expect(stderr).toContain('hint: dates are written YYYY-MM-DD, such as 2026-03-31\n');
  });

  test.each(['9999-12-31', '0000-00-00'])('says how no date is written, for %s', async (date) => {
    const { code, stderr } = await run(line, date);
    expect(code).toBe(2);
    expect(stderr).toContain(`"${date}" is not a date between 1900-01-01 and 2999-12-31\nhint: ${none}\n`);
  });
});

test.each(LOCAL_DATES)('no option takes %s', async (date) => {
  const { code, stderr } = await cli.run(['run-transitions', '--as-of', date, '--yes']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `error: "${date}" is not a date\nhint: dates are written YYYY-MM-DD, such as 2026-03-31\n`,
  });
});

test('a date of an attribute is named with it', async () => {
  const { stderr } = await run('subscription add X A --attribute since=DATE', '1.2.2026');
  expect(stderr).toContain('error: the attribute "since": "1.2.2026" is not a date\n');
});

describe('a prompt', () => {
  const asked = (from: string) =>
    cli.run(words('path create Q --source A'), {
      tty: true,
      replies: ['product', 'B', from],
    });

  test.each([
    ['15.01.2026', 'dates are written YYYY-MM-DD, such as 2026-03-31'],
    ['9999-12-31', 'between 1900-01-01 and 2999-12-31\nhint: for none, leave it empty'],
  ])('that is answered with %s says the same', async (from, hint) => {
    const { stderr, questions } = await asked(from);
    expect(questions.at(-1)).toBe('First day on which a successor may start');
    expect(stderr).toContain(`"${from}" is not a date`);
    expect(stderr).toContain(hint);
  });
});
