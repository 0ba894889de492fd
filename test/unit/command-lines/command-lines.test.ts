// What each command line means: the operation that it runs, and its input. No database is opened.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leafCommands } from '../../../scripts/command-reference.ts';
import { addCommands } from '../../../src/cli/commands.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { createPath } from '../../../src/operations/paths/create-path.ts';
import { readPathChoices } from '../../../src/operations/paths/read-path-choices.ts';
import { words } from '../../support/catalogue/catalogue.ts';
import { testSystem } from '../../support/test-system.ts';
import { ACCOUNTS } from './accounts.ts';
import { ADMINISTRATION } from './administration.ts';
import { CATALOGUE, FILES } from './catalogue.ts';
import { DEMO } from './demo.ts';
import { GROUPS } from './groups.ts';
import { ITEMS } from './items.ts';
import { meaningOf } from './meaning.ts';
import { PATHS } from './paths.ts';
import { SUBSCRIPTION_CONTENTS } from './subscription-contents.ts';
import { SUBSCRIPTIONS } from './subscriptions.ts';
import { TRANSITIONS } from './transitions.ts';

const LINES = [
  ...ITEMS,
  ...GROUPS,
  ...PATHS,
  ...CATALOGUE,
  ...ACCOUNTS,
  ...SUBSCRIPTIONS,
  ...SUBSCRIPTION_CONTENTS,
  ...TRANSITIONS,
  ...ADMINISTRATION,
  ...DEMO,
];

let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tierctl-command-lines-'));
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
});
afterAll(() => rm(directory, { recursive: true }));

test.each(LINES)('tierctl $line', async ({ line, operation, input }) => {
  const meaning = await meaningOf(line, { cwd: directory });
  expect(meaning.operation).toBe(operation);
  expect(meaning.input).toStrictEqual(input);
});

test('every option of every command is in one of the lines', () => {
  const program = createProgram(testSystem(), { stdout: false, stderr: false });
  const notCalled = () => Promise.reject(new Error('nothing is called'));
  addCommands(program, notCalled, notCalled);
  const missing = leafCommands(program).flatMap((command) => {
    const own = LINES.map(({ line }) => line).filter((line) => `${line} `.startsWith(`${command} `));
    const used = new Set(own.flatMap(words));
    const unused = optionsOf(program, command).filter((option) => !used.has(option));
    return own.length === 0 ? [command] : unused.map((option) => `${command} ${option}`);
  });
  expect(missing).toEqual([]);
});

/** `path create` alone asks the database before it knows its input: its questions offer the items that exist. */
test('tierctl path create, on a terminal, reads what it offers first', async () => {
  const { operation, input } = await meaningOf('path create Up --source A', { tty: true });
  expect(operation).toBe(readPathChoices);
  expect(input).toStrictEqual({ source: 'A', destination: undefined });
});

test('where nothing is missing, it asks nothing', async () => {
  const line = 'path create Up --source A --destination B';
  expect((await meaningOf(line, { tty: true })).operation).toBe(createPath);
});

function optionsOf(program: CommandUnknownOpts, command: string): string[] {
  const found = command
    .split(' ')
    .reduce<CommandUnknownOpts | undefined>(
      (noun, word) => noun?.commands.find((one) => one.name() === word),
      program,
    );
  if (found === undefined) throw new Error(`there is no ${command}`);
  return found.options.flatMap(({ long }) => long ?? []);
}
