// The first thing that a new user does: `npm ci && npx tierctl demo`, on a machine with nothing but Node.
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BINARY, execute, type Finished } from '../support/binary.ts';

const DIST = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
let home: string;

beforeAll(async () => {
  if (!existsSync(DIST)) throw new Error('nothing is built yet: npm run build');
  home = await mkdtemp(join(tmpdir(), 'tierctl-demo-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const tierctl = (...argv: string[]): Promise<Finished> =>
  execute(home, process.execPath, [BINARY, ...argv], { NO_COLOR: '1' });

test('the demo fills the default database and shows its steps, each time a month further', async () => {
  const first = await tierctl('demo');
  expect(first.code).toBe(0);
  expect(first.stderr).toMatch(/^creating a database in .*\n$/);
  expect(await readdir(join(home, 'data', 'tierctl'))).toEqual(['database']);
  for (const step of ['group show', 'eligible', 'subscription list', 'run-transitions', 'history']) {
    expect(first.stdout).toContain(`$ tierctl ${step}`);
  }
  expect(first.stdout).toMatch(/^moved +74$/m);

  const second = await tierctl('demo');
  expect(second).toMatchObject({ code: 0, stderr: '' });
  expect(second.stdout).toContain('$ tierctl run-transitions --as-of 2026-08-01');

  const audit = await tierctl('audit', 'list', '-o', 'csv');
  expect(audit.stdout.match(/,(demo|run-transitions),/g)).toEqual([
    ',run-transitions,',
    ',run-transitions,',
    ',demo,',
  ]);
});
