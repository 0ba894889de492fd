// What a terminal receives, byte by byte, from a database in which every text is hostile.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useCli } from '../support/cli.ts';
import { OUR_COLOURS, STORABLE_TEXTS, steers } from '../support/hostile.ts';
import { type HostileNames, hostileDatabase } from '../support/hostile-database.ts';
import { CTRL_C, ENTER, sitDown } from '../support/pseudo-terminal.ts';

const DIST = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const cli = useCli();
let home: string;
let names: HostileNames;

beforeAll(async () => {
  if (!existsSync(DIST)) throw new Error('nothing is built yet: npm run build');
  home = await mkdtemp(join(tmpdir(), 'tierctl-hostile-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));
beforeEach(async () => {
  names = await hostileDatabase(cli);
});

const start = (...argv: readonly string[]) =>
  sitDown(argv, undefined, { home, url: cli.url, inColour: true });

/** Nothing below 0x20 but line ends and our own colours; no C1, no text that runs the other way. */
function checkReceived(received: string): void {
  expect(received).toMatch(OUR_COLOURS);
  const bare = received.replaceAll('\r\n', '\n').replace(OUR_COLOURS, '');
  expect(steers(bare) ? JSON.stringify(bare) : '').toBe('');
}

/** How Inquirer moves the cursor, hides it, and wipes lines. */
const CURSOR = new RegExp(String.raw`${'\u001b'}\[(?:\d*[ABCDGJK]|\?25[hl])`, 'g');

/** As checkReceived, where lines are redrawn. */
function checkRedrawn(received: string): void {
  checkReceived(received.replace(CURSOR, '').replaceAll('\u0007', '').replaceAll('\r', '\n'));
}

/** What is called, and what is seen last. */
type Case = readonly [what: string, argv: (names: HostileNames) => readonly string[], last: string];

const CASES: readonly Case[] = [
  ['a list', () => ['item', 'list'], 'renews every'],
  ['the trail', () => ['audit', 'list'], 'reason'],
  ['one thing in full', ({ path }) => ['path', 'show', path], 'description'],
  ['a tree', () => ['path', 'graph'], '└─'],
  ['a diagnosis', () => ['doctor'], 'doctor found'],
  ['JSON', () => ['subscription', 'list', '-o', 'json', '--verbose'], '"externalId"'],
  ['an error', ({ site }) => ['item', 'show', `${site}x`], 'did you mean'],
  ['an error of the call', () => ['item', 'list', `--${STORABLE_TEXTS.join('')}`], 'unknown option'],
  ['a dry run', ({ group }) => ['group', 'delete', group, '--with-members', '--dry-run'], 'Dry run'],
];

describe('a terminal receives nothing that steers it', () => {
  test.each(CASES)('from %s', async (_, argv, last) => {
    const person = start(...argv(names));
    await person.see(last);
    expect([0, 3, 4, 2]).toContain(await person.ended);
    checkReceived(person.received);
  });

  test('from a preview and its question', async () => {
    const person = start('path', 'update', names.path, '--description', 'new');
    await person.see('Commit this change?');
    person.press(`n${ENTER}`);
    expect(await person.ended).toBe(130);
    checkRedrawn(person.received);
  });

  test('from what can be chosen, what was chosen, and what is wrong with an answer', async () => {
    const person = start('path', 'create');
    await person.see('Name of the path');
    // Its own name is taken already, as far as people can see.
    person.press(`Another ${names.spare.replace(/\p{Cc}/gu, '')}${ENTER}`);
    await person.choose('Source (the item that ends): a', 'package');
    await person.choose('Source package', 'PACK');
    await person.choose('Destination (the item that replaces it): a', 'package');
    await person.choose('Destination package', 'WIDE');
    await person.write('First day', 'soon');
    await person.see('is not a date');
    person.press('\u0015');
    person.press(ENTER);
    await person.see('Last day');
    person.press(ENTER);
    await person.see('Usage over');
    person.press(ENTER);
    await person.see('becomes');
    person.press(CTRL_C);
    expect(await person.ended).toBe(130);
    checkRedrawn(person.received);
  });
});
