import { beforeEach, expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';

const cli = useCli();
const run = (line: string, options = {}) => cli.run(words(line), options);
const TERMINAL = { tty: { stdout: true }, columns: 80 };

beforeEach(async () => {
  await seedInto(cli.database, {
    items: [
      ...['HST-GOLD', 'HST-SILVER', 'HST-BRONZE'].map((articleNumber) => ({
        articleNumber,
        kind: 'package' as const,
      })),
      { articleNumber: 'MAIL-PACK', name: '10 more mailboxes', kind: 'extension' },
      { articleNumber: 'WEB-PACK', name: 'A bit of all', kind: 'extension' },
    ],
    subscriptions: [{ account: 'ACC-1', item: 'HST-GOLD', start: '2026-01-01' }],
  });
  await seedFit(cli.database, {
    limits: {
      'HST-GOLD': { email: 50, ftp: 10 },
      'HST-SILVER': { email: 10, ftp: 5 },
      'HST-BRONZE': { email: 1 },
      'MAIL-PACK': { email: 10 },
      'WEB-PACK': { email: 5, ftp: 5 },
    },
    extensions: {
      'HST-GOLD': { 'MAIL-PACK': null, 'WEB-PACK': null },
      'HST-SILVER': { 'MAIL-PACK': 3, 'WEB-PACK': 1 },
    },
    groups: { Webhosting: { 'HST-GOLD': 30, 'HST-SILVER': 20, 'HST-BRONZE': 10 } },
    held: { 'ACC-1/1': { 'MAIL-PACK': 4 } },
    usage: { 'ACC-1/1': { email: 63, ftp: 8 } },
  });
});

test('item show shows limits and extensions', async () => {
  expect((await run('item show HST-SILVER')).stdout).toContain(
    '\n\nservice  limit\nemail       10\nftp          5\n' +
      '\nextension  name               maximum\nMAIL-PACK  10 more mailboxes        3\n' +
      'WEB-PACK   A bit of all             1\n',
  );
  expect((await run('item show MAIL-PACK')).stdout).toContain('\n\nservice  each adds\nemail           10\n');
  expect((await run('item show HST-SILVER -o json')).json()).toMatchObject({
    item: {
      services: [
        { service: 'email', amount: 10 },
        { service: 'ftp', amount: 5 },
      ],
      extensions: [
        { item: { articleNumber: 'MAIL-PACK', name: '10 more mailboxes' }, maximumQuantity: 3 },
        { item: { articleNumber: 'WEB-PACK' }, maximumQuantity: 1 },
      ],
    },
  });
});

test('what changes about limits and extensions is shown beside what was', async () => {
  const lines = async (line: string) => (await run(`${line} --yes`)).stdout.split('\n').slice(1, -1);
  expect(await lines('item service set HST-SILVER Email=12 web=1')).toEqual([
    'service email  10 → 12',
    'service web    none → 1',
  ]);
  expect(await lines('item service remove HST-SILVER web')).toEqual(['service web  1 → none']);
  expect(await lines('item extension add HST-SILVER MAIL-PACK')).toEqual([
    'extension MAIL-PACK  at most 3 → unlimited',
  ]);
  expect(await lines('item extension remove HST-SILVER MAIL-PACK')).toEqual([
    'extension MAIL-PACK  unlimited → none',
  ]);
});

test('usage is shown beside the limits', async () => {
  expect((await run('usage show ACC-1/1')).stdout.split('\n')).toEqual([
    'ACC-1/1 (HST-GOLD)',
    'service  usage  limit  over',
    'email       63     90     –',
    'ftp          8     10     –',
    '',
  ]);
  expect((await run('usage set ACC-1/1 ftp=12 --yes')).stdout.split('\n')).toEqual([
    'ACC-1/1 (HST-GOLD)',
    'ftp  8 → 12',
    '',
    'service  usage  limit  over',
    'email       63     90     –',
    'ftp         12     10     2',
    '',
  ]);
  expect((await run('usage show ACC-1/1 -o csv')).stdout).toBe(
    'account,number,service,usage,limit,short\r\nACC-1,1,email,63,90,0\r\nACC-1,1,ftp,12,10,2\r\n',
  );
  expect((await run('audit list -o json')).json()).toMatchObject({
    audit: [{ command: 'usage set', subject: 'ACC-1/1', before: { usage: [{}, { usage: 8 }] } }],
  });
});

test('a subscription is added with extensions', async () => {
  const { stdout } = await run(
    'subscription add ACC-1 HST-SILVER --extension MAIL-PACK=2 --extension WEB-PACK --yes',
  );
  expect(stdout).toContain('\n\nextension  quantity\nMAIL-PACK         2\nWEB-PACK          1\n');
});

test('the extensions of a subscription are set and shown', async () => {
  expect((await run('subscription extension set ACC-1/1 MAIL-PACK=1 WEB-PACK=2 --yes')).stdout).toBe(
    'ACC-1/1 (HST-GOLD)\nMAIL-PACK  4 → 1\nWEB-PACK   none → 2\n\n' +
      'service  usage  limit  over\nemail       63     70     –\nftp          8     20     –\n',
  );
  expect((await run('subscription show ACC-1/1')).stdout).toContain(
    '\n\nextension  quantity\nMAIL-PACK         1\nWEB-PACK          2\n',
  );
  expect((await run('subscription show ACC-1/1 -o json')).json()).toMatchObject({
    subscription: { extensions: [{ item: { articleNumber: 'MAIL-PACK' }, quantity: 1 }, { quantity: 2 }] },
  });
});

test('eligible --subscription shows what does not fit, and both remedies as options', async () => {
  await given(cli, 'subscription extension set ACC-1/1 MAIL-PACK=2', 'usage set ACC-1/1 email=43 ftp=8');
  const { code, stdout } = await run('eligible --subscription ACC-1/1', TERMINAL);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'ACC-1/1 (HST-GOLD) in Webhosting',
    'direction    to          level  allowed',
    '↓ downgrade  HST-SILVER     20  no: does not fit',
    '↓ downgrade  HST-BRONZE     10  no: does not fit',
    '',
    'HST-SILVER does not fit: 13 email, 3 ftp over the limit; it fits with one of these:',
    '  --add MAIL-PACK=1 --add WEB-PACK=1',
    'or',
    '  --terminate email=13 --terminate ftp=3',
    '',
    'HST-BRONZE does not fit: 42 email, 8 ftp over the limit; no allowed extensions cover this; it fits with',
    '  --terminate email=42 --terminate ftp=8',
    '',
  ]);
});

test('each remedy, pasted, makes it fit', async () => {
  await given(cli, 'subscription extension set ACC-1/1 MAIL-PACK=2', 'usage set ACC-1/1 email=43 ftp=8');
  const to = 'eligible --subscription ACC-1/1 --to HST-SILVER';
  const { stdout } = await run(to);
  const remedies = stdout.split('\n').filter((line) => line.startsWith('  --'));
  expect(remedies).toHaveLength(2);
  for (const remedy of remedies) expect(await run(`${to} ${remedy.trim()}`)).toMatchObject({ code: 0 });
  const half = await run(`${to} --add MAIL-PACK`);
  expect(half.code).toBe(3);
  const [add, terminate] = half.stdout.split('\n').filter((line) => line.startsWith('  --'));
  expect(add).toBe('  --add MAIL-PACK=1 --add WEB-PACK=1');
  expect(terminate).toBe('  --add MAIL-PACK=1 --terminate email=3 --terminate ftp=3');
  expect(await run(`${to} ${terminate?.trim()}`)).toMatchObject({ code: 0 });
});

test('eligible --subscription --to prints every gate, and what comes along', async () => {
  const { code, stdout, stderr } = await run('eligible --subscription ACC-1/1 --to HST-SILVER', TERMINAL);
  expect(code).toBe(3);
  expect(stderr).toBe('error: ACC-1/1 cannot switch to HST-SILVER: its usage does not fit\n');
  expect(stdout.split('\n')).toEqual([
    'ACC-1/1 (HST-GOLD) → HST-SILVER in Webhosting: downgrade, not allowed',
    'gate                 verdict  because',
    'same-group           passed   both are in Webhosting',
    'different-level      passed   from level 30 to level 20',
    'source-flag          passed   HST-GOLD is downgradeable',
    'target-flag          passed   HST-SILVER is downgradeable_from',
    'renewal-period       passed   HST-GOLD has no renewal period',
    'target-active        passed   HST-SILVER is active',
    'subscription-active  passed   ACC-1/1 is active',
    'no-pending-change    passed   ACC-1/1 has no change pending',
    'fits                 failed   email: 63 used, limit 40, 23 over; ftp: 8 used,',
    '                              limit 5, 3 over',
    '',
    'carried over  3 × MAIL-PACK',
    'taken away    1 × MAIL-PACK',
    '',
    'HST-SILVER does not fit: 23 email, 3 ftp over the limit; no allowed extensions cover this; it fits with',
    '  --terminate email=23 --terminate ftp=3',
    '',
  ]);
});

test('as JSON the fit is a member of the move', async () => {
  const { moves } = (await run('eligible --subscription ACC-1/1 -o json')).json<{ moves: object[] }>();
  expect(moves).toHaveLength(2);
  expect(moves[0]).toMatchObject({
    group: { name: 'Webhosting' },
    item: { articleNumber: 'HST-SILVER' },
    direction: 'downgrade',
    eligible: false,
    fit: {
      fits: false,
      comingAlong: [{ item: { articleNumber: 'MAIL-PACK' }, quantity: 3 }],
      ending: [{ item: { articleNumber: 'MAIL-PACK' }, quantity: 1 }],
      added: [],
      terminated: [],
      shortfalls: [
        { service: 'email', usage: 63, limit: 40, short: 23 },
        { service: 'ftp', usage: 8, limit: 5, short: 3 },
      ],
      remedies: {
        extensions: null,
        terminations: [
          { service: 'email', amount: 23 },
          { service: 'ftp', amount: 3 },
        ],
      },
    },
  });
});

test.each([
  ['eligible', 2, 'give either an item or --subscription'],
  ['eligible HST-GOLD --subscription ACC-1/1', 2, 'give either an item or --subscription'],
  ['eligible HST-GOLD --to HST-SILVER --add MAIL-PACK', 2, '--add and --terminate apply to one subscription'],
  [
    'eligible --subscription ACC-1/1 --terminate email=1',
    2,
    '--add and --terminate apply to one subscription',
  ],
  ['eligible --subscription ACC-1', 2, 'write ACCOUNT/NUMBER'],
  ['eligible --subscription ACC-1/7', 4, 'no subscription "ACC-1/7"'],
  ['eligible --subscription ACC-1/1 --to HST-SILVER --add MAIL-PCK', 3, 'did you mean MAIL-PACK?'],
  ['eligible --subscription ACC-1/1 --to HST-SILVER --terminate email=64', 3, '63 are in use'],
  ['eligible --subscription ACC-1/1 --to HST-SILVER --terminate email=0', 2, 'is not SERVICE=AMOUNT'],
  ['item service set HST-GOLD email --yes', 2, '"email" is not SERVICE=AMOUNT'],
  ['item service set HST-GOLD', 2, "missing required argument 'limit'"],
  ['item service remove HST-GOLD emial --yes', 4, 'did you mean email?'],
  ['item extension add HST-GOLD HST-SILVER --yes', 3, 'tierctl item set HST-SILVER --kind extension'],
  ['item extension add HST-GOLD MAIL-PACK --max 0 --yes', 2, 'It must be at least 1.'],
  ['item extension remove HST-BRONZE MAIL-PACK --yes', 3, 'does not allow the extension "MAIL-PACK"'],
  ['subscription add ACC-1 MAIL-PACK --yes', 3, 'MAIL-PACK is an extension'],
  ['subscription add ACC-1 HST-SILVER --extension WEB-PACK=2 --yes', 3, 'allows at most 1 of WEB-PACK'],
  ['subscription extension set ACC-1/1 MAIL-PACK=x --yes', 2, 'is not EXTENSION=QUANTITY'],
  ['usage set ACC-1/1 email=1 email=2 --yes', 2, 'the service "email" is given twice'],
  ['usage set ACC-1/1 email=1', 2, '--yes'],
])('tierctl %s: exit %i', async (line, code, message) => {
  const before = await everyRow(cli.database);
  const result = await run(line);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(message);
  expect(await everyRow(cli.database)).toEqual(before);
});
