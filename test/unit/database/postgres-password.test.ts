import { afterEach, expect, test, vi } from 'vitest';
import { passwordSource } from '../../../src/database/postgres/password.ts';
import { connectionSettings } from '../../../src/database/target/connection-settings.ts';

afterEach(() => vi.unstubAllEnvs());

const settings = (url: string) => connectionSettings(new URL(url), {});

test('a password that a server asks for and that is not given', async () => {
  vi.stubEnv('PGPASSFILE', '/dev/null');
  await expect(passwordSource(settings('postgres://ops@db.example/x'), undefined)()).rejects.toMatchObject({
    kind: 'config',
    code: 'password-missing',
  });
});

test('one from a file comes before that of the URL', async () => {
  expect(await passwordSource(settings('postgres://ops:in-url@db.example/x'), 'in-file')()).toBe('in-file');
  expect(await passwordSource(settings('postgres://ops:in-url@db.example/x'), undefined)()).toBe('in-url');
});
