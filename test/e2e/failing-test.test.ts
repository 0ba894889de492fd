import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// Once a library that the test server comes with made every run of the tests end with exit code 0.
test('a failing test makes the test command fail', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
  const { status, stdout } = spawnSync(
    process.execPath,
    [vitest, 'run', '--root', root, '--config', 'test/fixtures/failing/vitest.config.ts'],
    { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  expect(stdout).toContain('1 failed');
  expect(status).not.toBe(0);
});
