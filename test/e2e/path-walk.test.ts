// `path create` without arguments, as a person at a terminal goes through it.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { useCli } from '../support/cli.ts';
import { CTRL_C, CTRL_D, ENTER, sitDown } from '../support/pseudo-terminal.ts';

const DIST = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const cli = useCli();
let home: string;

beforeAll(async () => {
  if (!existsSync(DIST)) throw new Error('nothing is built yet: npm run build');
  home = await mkdtemp(join(tmpdir(), 'tierctl-walk-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));
beforeEach(() =>
  seedInto(cli.database, {
    items: [
      { articleNumber: 'TRIAL', name: 'Trial', attributes: ['domain', { name: 'seats', type: 'number' }] },
      {
        articleNumber: 'SILVER',
        name: 'Silver hosting',
        attributes: ['contact', { name: 'domain', required: true }],
      },
      { articleNumber: 'BRONZE', name: 'Bronze hosting' },
      { articleNumber: 'MAILBOX', attributes: ['address'] },
      { articleNumber: 'WEBMAIL', attributes: ['address'] },
      { articleNumber: 'WEB', attributes: ['theme'] },
      {
        articleNumber: 'MAILBOX-PRO',
        attributes: [{ name: 'address', required: true }, 'owner', { name: 'size', type: 'number' }],
      },
      {
        articleNumber: 'OFFICE',
        kind: 'package',
        attributes: ['contact'],
        products: ['MAILBOX', 'WEB', 'WEBMAIL'],
      },
      {
        articleNumber: 'OFFICE-PRO',
        kind: 'package',
        attributes: ['contact', 'domain'],
        products: ['MAILBOX-PRO', 'WEB'],
      },
    ],
  }),
);

const stdoutFile = () => join(home, 'stdout');
const start = (...argv: string[]) => sitDown(argv, stdoutFile(), { home, url: cli.url });
const stdout = () => readFile(stdoutFile(), 'utf8');

/** All of a path except what distinguishes two of them. */
async function shown(path: string) {
  const { json } = await cli.run(['path', 'show', path, '-o', 'json']);
  const { path: itself, ...rest } = json<{ path: Record<string, unknown> }>();
  return { ...rest, path: { ...itself, id: undefined, name: undefined } };
}

const paths = async () => {
  const { json } = await cli.run(['path', 'list', '-o', 'json']);
  return json<{ paths: unknown[] }>().paths;
};

test('the walk makes the path that the flags make', async () => {
  const person = start('path', 'create', '-o', 'json');
  await person.write('Name of the path', 'Walked');
  await person.choose('Source (the item that ends): a', 'product');
  await person.choose('Source product', 'TRIAL');
  await person.choose('Destination (the item that replaces it): a', 'product');
  await person.choose('Destination product', 'SILVER');
  await person.write('First day on which a successor may start', '2026-02-30');
  // An invalid answer stays on the line, to be corrected.
  await person.see('"2026-02-30" is not a date');
  person.press('\u007F'.repeat(10));
  person.press('2026-02-01');
  await person.see('2026-02-01');
  person.press(ENTER);
  await person.write('Last day on which a successor may start', '2026-12-31');
  await person.choose('Usage over the limits of the destination', 'allow');
  await person.choose('contact (text) is filled by', 'seats');
  await person.choose('domain (text, required) is filled by', 'domain');
  await person.write('Description', 'As the trial says');
  await person.see('Commit this change?');
  person.press(`y${ENTER}`);
  expect(await person.ended).toBe(0);
  expect(JSON.parse(await stdout())).toMatchObject({ created: true, path: { name: 'Walked' } });

  const flags =
    '--source TRIAL --destination SILVER --from 2026-02-01 --until 2026-12-31 --over-limit allow --map seats=contact --map domain=domain';
  const said = ['path', 'create', 'Said', ...flags.split(' '), '--description', 'As the trial says', '--yes'];
  expect(await cli.run(said)).toMatchObject({ code: 0 });
  expect(await shown('Walked')).toEqual(await shown('Said'));
});

test('from package to package it fills both grids', async () => {
  const person = start('path', 'create', 'Walked');
  await person.choose('Source (the item that ends): a', 'package');
  await person.choose('Source package', 'OFFICE');
  await person.choose('Destination (the item that replaces it): a', 'package');
  await person.choose('Destination package', 'OFFICE-PRO');
  await person.write('First day on which a successor may start', '');
  await person.write('Last day on which a successor may start', '');
  await person.choose('Usage over the limits of the destination', 'block');
  await person.choose('MAILBOX becomes', 'MAILBOX-PRO');
  await person.choose('WEB becomes', 'WEB');
  await person.choose('WEBMAIL becomes', 'MAILBOX-PRO');
  await person.choose('contact (text) is filled by', 'contact');
  await person.choose('domain (text) is filled by', 'nothing');
  await person.choose('MAILBOX-PRO:address (text, required) is filled by', 'MAILBOX:address');
  await person.choose('is filled by, where it was WEBMAIL', 'WEBMAIL:address');
  await person.choose('MAILBOX-PRO:owner (text) is filled by', 'contact');
  await person.choose('WEB:theme (text) is filled by', 'WEB:theme');
  await person.write('Description', '');
  await person.see('Commit this change?');
  person.press(`y${ENTER}`);
  expect(await person.ended).toBe(0);

  const flags =
    '--source OFFICE --destination OFFICE-PRO --map contact=contact ' +
    '--map-product MAILBOX=MAILBOX-PRO --map-product WEBMAIL=MAILBOX-PRO --map-product WEB=WEB ' +
    '--map MAILBOX:address=MAILBOX-PRO:address --map WEBMAIL:address=MAILBOX-PRO:address ' +
    '--map contact=MAILBOX-PRO:owner --map WEB:theme=WEB:theme';
  expect(await cli.run(['path', 'create', 'Said', ...flags.split(' '), '--yes'])).toMatchObject({ code: 0 });
  expect(await shown('Walked')).toEqual(await shown('Said'));
});

test('Enter alone takes what is suggested: no window, the policy block, attributes of the same name', async () => {
  const walker = start('path', 'create', '--source', 'TRIAL', '--destination', 'SILVER', '--yes');
  await walker.write('Name of the path', 'Quick');
  for (const question of [
    'First day',
    'Last day',
    'Usage over',
    'contact (text)',
    'domain (text',
    'Description',
  ]) {
    await walker.see(question);
    walker.press(ENTER);
  }
  expect(await walker.ended).toBe(0);
  await cli.run([
    'path',
    'create',
    'Said',
    '--source',
    'TRIAL',
    '--destination',
    'SILVER',
    '--map-matching',
    '--yes',
  ]);
  expect(await shown('Quick')).toEqual(await shown('Said'));
});

test('Ctrl-D at the confirmation is no consent', async () => {
  const person = start('path', 'create', 'Said', '--source', 'TRIAL', '--destination', 'SILVER');
  await person.see('Commit this change?');
  person.press(CTRL_D);
  expect(await person.ended).toBe(130);
  expect(await paths()).toEqual([]);
});

test.each([
  ['Ctrl-C', CTRL_C],
  ['Ctrl-D', CTRL_D],
])('%s at any question leaves nothing behind', async (_, key) => {
  const atOnce = start('path', 'create');
  await atOnce.see('Name of the path');
  atOnce.press(key);
  expect(await atOnce.ended).toBe(130);
  const later = start('path', 'create', 'Left', '--source', 'TRIAL');
  await later.choose('Destination (the item that replaces it): a', 'product');
  await later.see('Destination product');
  later.press(key);
  expect(await later.ended).toBe(130);
  expect(later.screen).toContain('Interrupted: nothing was written.');
  expect(await stdout()).toBe('');
  expect(await paths()).toEqual([]);
});
