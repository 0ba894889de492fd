// Every command that can end with exit 3 (a rule says no) or 5 (a conflict), called with -o json: stdout is empty, or holds the
// result that docs/json.md promises; the last line of stderr is the error.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leafCommands } from '../../scripts/command-reference.ts';
import { addCommands } from '../../src/cli/commands.ts';
import { createProgram } from '../../src/cli/program.ts';
import { given, words } from '../support/catalogue/catalogue.ts';
import { handWritten } from '../support/catalogue/hand-written.ts';
import { type CliRun, useCli } from '../support/cli.ts';
import { everyRow } from '../support/database/byte-for-byte.ts';
import { expectPromisedData, shownError } from '../support/shown-error.ts';
import { testSystem } from '../support/test-system.ts';

const cli = useCli({ migrated: false });
const byHand = handWritten(() => cli.database);
let directory = '';

const FILES = {
  'conflict.yaml': 'tierctl: 1\npaths: [{ name: Up, source: B, destination: A }]\n',
  'stale.yaml': 'tierctl: 1\nitems: [{ articleNumber: NEW, name: New }]\n',
  'accounts.csv': 'account,name\nACC\u0007,Bell\n',
  'subscriptions.csv': 'account,item,start\nACC,OLD,2026-01-01\n',
  'usage.csv': 'account,number,service,amount\nACC,99,email,1\n',
} as const;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tierctl-refusals-'));
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(directory, name), text);
  await given(
    cli,
    'migrate up',
    'item create A --name A --attribute domain --attribute size:number',
    'item create B --name B --term P1M --attribute domain:required --attribute size',
    'item create OLD --name Old --inactive',
    'item create BOX --name Box --attribute owner',
    'item create PACK --name Pack --kind package',
    'item create TINY --name Tiny --kind package',
    'item create EXT --name Extension --kind extension',
    'item product add PACK BOX --min 1 --max 3',
    'item product add TINY BOX --min 0 --max 1',
    'item extension add A EXT --max 2',
    'item service set EXT email=5',
    'item service set A email=5',
    'group create Ladder',
    'member add Ladder A --level 1',
    'member add Ladder B --level 2 --no-downgradeable',
    'group create Packs',
    'member add Packs PACK --level 2',
    'member add Packs TINY --level 1',
    'path create Up --source A --destination B --map domain=domain',
    'path create "Packs down" --source PACK --destination TINY --map-matching',
    'path assign A Up',
    'account create ACC --name Customer',
    'subscription add ACC A --start 2025-12-01 --end 2025-12-31 --attribute domain=a.example',
    'subscription add ACC A --start 2026-01-01 --attribute domain=b.example --external-id X',
    'subscription add ACC PACK --start 2026-01-01 --component BOX=3',
    'subscription add ACC A --start 2026-01-01 --end 2026-01-31 --no-path',
    'subscription end ACC/4 --close',
    'usage set ACC/2 email=5',
    'run-transitions --as-of 2026-01-01',
    'run revert 1',
    'run-transitions --as-of 2026-01-01 --account ACC',
    'subscription set ACC/5 --attribute domain=changed.example',
    'subscription add ACC A --start 2026-01-01 --attribute domain=c.example',
    'subscription change ACC/6 --to B --on 2026-06-01',
  );
  await cli.run(words(`diff -f ${file('stale.yaml')} --plan-out ${file('stale.json')}`));
  await given(cli, 'item create NEW --name New');
  await cli.run(words(`export --file ${file('export.yaml')}`));
  await cli.run(words(`group show Ladder --as svg --file ${file('ladder.svg')}`));
  // Two of one name: only tables that were written by hand can have them.
  await byHand.execute('alter table billing.upgrade_group drop constraint upgrade_group_name_key');
  await byHand.group('Twin');
  await byHand.group('Twin');
  await byHand.execute('alter table billing.item drop constraint item_article_number_key');
  await byHand.item('DUP');
  await byHand.item('DUP');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const file = (name: string) => join(directory, name);
/** `@name` stands for a file of that name. */
const tierctl = (line: string) =>
  cli.run([...words(line).map((word) => word.replace(/^@/, `${directory}/`)), '--yes', '-o', 'json']);

type Refused = readonly [line: string, exit: 3 | 5, code: string, stdout?: object];

/** What ends with 3 or 5, with which code, and what is on stdout; nothing unless said. */
const REFUSED: readonly Refused[] = [
  ['item create A --name A', 5, 'item-exists'],
  ['item show DUP', 5, 'item-ambiguous'],
  ['item set A --kind extension', 3, 'kind-in-use'],
  ['item set A --remove-attribute domain', 3, 'attribute-in-use'],
  ['item set DUP --active', 5, 'item-ambiguous'],
  ['item product add PACK EXT --min 1', 3, 'item-not-product'],
  ['item product add PACK BOX --min 1', 5, 'product-in-package'],
  ['item product update PACK BOX --max 2', 3, 'product-in-use'],
  ['item product remove PACK BOX', 3, 'product-in-use'],
  ['item product list DUP', 5, 'item-ambiguous'],
  ['item service set DUP email=1', 5, 'item-ambiguous'],
  ['item service remove DUP email', 5, 'item-ambiguous'],
  ['item extension add EXT EXT', 3, 'extension-of-extension'],
  ['item extension remove DUP EXT', 5, 'item-ambiguous'],
  ['group create Ladder', 5, 'group-exists'],
  ['group show Twin', 5, 'group-ambiguous'],
  ['group show Twin --matrix', 5, 'group-ambiguous'],
  ['group rename Ladder Packs', 5, 'group-exists'],
  ['group delete Ladder', 3, 'group-has-members'],
  ['member add Ladder A --level 3', 5, 'member-exists'],
  ['member list Twin', 5, 'group-ambiguous'],
  ['member update Twin A --level 3', 5, 'group-ambiguous'],
  ['member remove Twin A', 5, 'group-ambiguous'],
  ['eligible DUP', 5, 'item-ambiguous'],
  ['eligible A --to DUP', 5, 'item-ambiguous'],
  ['eligible B --to A', 3, 'not-eligible', { source: {}, target: {}, eligible: false, moves: [{}] }],
  ['eligible A --to OLD', 3, 'not-eligible', { eligible: false, moves: [{}] }],
  [
    'eligible --subscription ACC/6 --to B',
    3,
    'not-eligible',
    { subscription: {}, target: {}, eligible: false, moves: [{}] },
  ],
  ['eligible --subscription ACC/2 --to B --add EXT=9', 3, 'extension-not-allowed'],
  ['path create Up --source A --destination B', 5, 'path-exists'],
  ['path create Own --source A --destination A', 3, 'path-to-itself'],
  ['path graph DUP', 5, 'item-ambiguous'],
  ['path update Up --from 2026-02-01 --until 2026-01-01', 3, 'window-reversed'],
  ['path update Up --name "Packs down"', 5, 'path-exists'],
  ['path map Up --map domain=domain --map size=domain', 5, 'attribute-mapped-twice'],
  ['path delete Up', 3, 'path-in-use'],
  ['path assign B Up', 3, 'path-starts-elsewhere'],
  ['diff -f @conflict.yaml', 3, 'path-ends-fixed'],
  ['apply -f @conflict.yaml', 3, 'path-ends-fixed'],
  ['apply --plan @stale.json', 5, 'plan-stale'],
  ['export --file @export.yaml', 5, 'file-exists'],
  ['account create ACC --name Other', 5, 'account-exists'],
  ['account import @accounts.csv', 3, 'records-invalid'],
  ['subscription add ACC OLD --start 2026-01-01', 3, 'item-inactive'],
  ['subscription add ACC A --start 2026-01-01 --external-id X', 5, 'subscription-exists'],
  ['subscription list --item DUP', 5, 'item-ambiguous'],
  ['subscription set ACC/4 --attribute domain=x', 3, 'subscription-ended'],
  ['subscription change ACC/6 --to B', 3, 'not-eligible'],
  ['subscription change ACC/3 --to TINY', 3, 'over-maximum'],
  ['subscription schedule ACC/2 --from-date 2025-01-01', 3, 'from-date-too-early'],
  ['subscription unschedule ACC/4', 3, 'subscription-ended'],
  ['subscription end ACC/2 --on 2025-01-01', 3, 'end-before-start'],
  ['subscription extension set ACC/2 EXT=9', 3, 'extension-maximum'],
  ['subscription component add ACC/3 BOX', 3, 'over-maximum'],
  ['subscription component end ACC/3 1 --on 2025-01-01', 3, 'end-before-start'],
  ['subscription component set ACC/4 1 --attribute owner=x', 3, 'subscription-ended'],
  ['subscription import @subscriptions.csv', 3, 'records-invalid'],
  ['usage set ACC/4 email=1', 3, 'subscription-ended'],
  ['usage import @usage.csv', 3, 'records-invalid'],
  ['run-transitions --as-of 2026-12-31', 3, 'as-of-in-future'],
  [
    'run revert 1',
    3,
    'already-reverted',
    {
      run: null,
      reverts: { id: 1, kind: 'transitions' },
      revertedBy: [{ run: 2, count: 1 }],
      reverted: { total: 0, byPath: [], transitions: [] },
      refused: {
        total: 1,
        byReason: [{ reason: 'already-reverted', count: 1 }],
        transitions: [{ account: 'ACC', reason: 'already-reverted' }],
      },
      failed: { total: 0, subscriptions: [] },
      remaining: 0,
    },
  ],
  [
    'run revert 2',
    3,
    'run-is-a-revert',
    { run: null, reverts: { id: 2, reverts: 1 }, refused: { total: 0 } },
  ],
  [
    'run revert 1 --subscription ACC/99',
    3,
    'nothing-to-revert',
    { run: null, reverts: { id: 1 }, refused: { total: 0, byReason: [], transitions: [] } },
  ],
  [
    'run revert 3',
    3,
    'all-refused',
    {
      run: null,
      reverts: { id: 3 },
      revertedBy: [],
      refused: { byReason: [{ reason: 'successor-changed' }] },
    },
  ],
  ['migrate adopt', 3, 'billing-tables-own'],
  ['migrate down --to 0001-billing-tables', 3, 'tables-hold-rows'],
  [
    'doctor',
    3,
    'findings',
    {
      schema: 'current',
      checked: {},
      findings: expect.arrayContaining([expect.objectContaining({ rule: 'duplicate-group-name' })]),
    },
  ],
];

/** These find what they name or do not (4), and have no rule that could say no. The demo has no form in JSON. */
const NEVER_REFUSED = [
  'item list',
  'group list',
  'path list',
  'path show',
  'account list',
  'account show',
  'subscription show',
  'subscription component list',
  'usage show',
  'upcoming',
  'history',
  'run list',
  'run show',
  'migrate status',
  'audit list',
  'demo',
];

const CASES = REFUSED.map(([line, exit, code, promised]) => ({ line, exit, code, promised }));

test.each(CASES)('tierctl $line: exit $exit, $code', async ({ line, exit, code, promised }) => {
  const before = await everyRow(cli.database);
  expectRefusal(await tierctl(line), exit, code, promised);
  expect(await everyRow(cli.database)).toEqual(before);
});

describe('in a database with tables of other programs', () => {
  const foreign = useCli({ migrated: false });

  test('tierctl migrate up: exit 3', async () => {
    await handWritten(() => foreign.database).execute('create table billing.item (id integer)');
    expectRefusal(await foreign.run(['migrate', 'up', '--yes', '-o', 'json']), 3, 'billing-tables-exist');
  });
});

test('every command is in the list, or is known to refuse nothing', () => {
  const listed = [...REFUSED.map(([line]) => line), ...NEVER_REFUSED, 'migrate up'];
  const isListed = (command: string) =>
    listed.some((line) => line === command || line.startsWith(`${command} `));
  const commands = allCommands();
  expect(commands.filter((command) => !isListed(command))).toEqual([]);
  expect(NEVER_REFUSED.filter((command) => !commands.includes(command))).toEqual([]);
});

function expectRefusal(run: CliRun, exit: 3 | 5, code: string, promised?: object): void {
  const error = shownError(run);
  expect([run.code, error.code], run.stderr).toEqual([exit, code]);
  expectPromisedData(error);
  expect(error).toMatchObject({
    kind: exit === 3 ? 'refused' : 'conflict',
    message: expect.any(String),
  });
  if (promised === undefined) expect(run.stdout).toBe('');
  else expect(run.json()).toMatchObject({ schemaVersion: 1, ...promised });
}

function allCommands(): string[] {
  const program = createProgram(testSystem(), { stdout: false, stderr: false });
  const notCalled = () => Promise.reject(new Error('nothing is called'));
  addCommands(program, notCalled, notCalled);
  return leafCommands(program);
}
