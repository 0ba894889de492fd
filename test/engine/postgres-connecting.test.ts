// How a connection to PostgreSQL comes about: encryption as libpq understands sslmode, passwords, and what is on stderr.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { BINARY, execute } from '../support/binary.ts';
import { runCli } from '../support/cli.ts';
import {
  type EncryptingProxy,
  encryptingProxy,
  type ProxyOptions,
  tlsFile,
} from '../support/database/encrypting-proxy.ts';

const STATUS = ['migrate', 'status'];
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tierctl-connecting-'));
  await writeFile(join(home, 'empty.crt'), 'nothing');
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('encryption', () => {
  const OFFERED: ProxyOptions = { tls: 'offered' };
  const REQUIRED: ProxyOptions = { tls: 'offered', required: true };
  const ABSENT: ProxyOptions = { tls: 'absent' };
  const GARBAGE: ProxyOptions = { tls: 'garbage' };
  const authority = `sslrootcert=${encodeURIComponent(tlsFile('authority.crt'))}`;
  const other = `sslrootcert=${encodeURIComponent(tlsFile('other-authority.crt'))}`;

  let proxy: EncryptingProxy | undefined;
  afterEach(() => proxy?.close());

  async function connect(
    server: ProxyOptions,
    host: string,
    query: string,
    env: Record<string, string> = {},
  ) {
    proxy = await encryptingProxy(inject('postgresUrl'), server);
    const url = new URL(inject('postgresUrl'));
    url.hostname = host;
    url.port = String(proxy.port);
    url.search = query;
    const environment = { TIERCTL_DATABASE_URL: url.href, HOME: home, ...env };
    const run = await runCli([...STATUS, '-o', 'json'], { env: environment });
    const code = run.code === 0 ? undefined : JSON.parse(run.stderr).error.code;
    return { exit: run.code, code, seen: [...new Set(proxy.seen)] };
  }

  const works = (...seen: string[]) => ({ exit: 0, code: undefined, seen });
  const fails = (code: string, ...seen: string[]) => ({ exit: 2, code, seen });

  test.each<[string, ProxyOptions, string, string, object]>([
    ['where nothing is said, is used if it is offered', OFFERED, '127.0.0.1', '', works('tls')],
    ['where nothing is said, is not needed', ABSENT, '127.0.0.1', '', works('plain')],
    ['where nothing is said, may fail', GARBAGE, '127.0.0.1', '', works('plain')],
    ['prefer', OFFERED, '127.0.0.1', 'sslmode=prefer', works('tls')],
    ['disable', OFFERED, '127.0.0.1', 'sslmode=disable', works('plain')],
    ['disable, refused', REQUIRED, '127.0.0.1', 'sslmode=disable', fails('encryption-mismatch', 'plain')],
    ['allow', OFFERED, '127.0.0.1', 'sslmode=allow', works('plain')],
    ['allow, where it is required', REQUIRED, '127.0.0.1', 'sslmode=allow', works('plain', 'tls')],
    ['require', OFFERED, '127.0.0.1', 'sslmode=require', works('tls')],
    ['require, refused', ABSENT, '127.0.0.1', 'sslmode=require', fails('encryption-mismatch')],
    ['require of an authority', OFFERED, '127.0.0.1', `sslmode=require&${authority}`, works('tls')],
    [
      'require of another',
      OFFERED,
      '127.0.0.1',
      `sslmode=require&${other}`,
      fails('certificate-not-trusted'),
    ],
    ['verify-ca', OFFERED, '127.0.0.1', `sslmode=verify-ca&${authority}`, works('tls')],
    [
      'verify-ca of another',
      OFFERED,
      '127.0.0.1',
      `sslmode=verify-ca&${other}`,
      fails('certificate-not-trusted'),
    ],
    ['verify-ca without an authority', OFFERED, '127.0.0.1', 'sslmode=verify-ca', fails('bad-database-url')],
    ['verify-full', OFFERED, 'localhost', `sslmode=verify-full&${authority}`, works('tls')],
    [
      'verify-full of a public authority',
      OFFERED,
      'localhost',
      'sslmode=verify-full',
      fails('certificate-not-trusted'),
    ],
    [
      'verify-full under another name',
      OFFERED,
      '127.0.0.1',
      `sslmode=verify-full&${authority}`,
      fails('certificate-not-trusted'),
    ],
    ['sslrootcert=system', OFFERED, 'localhost', 'sslrootcert=system', fails('certificate-not-trusted')],
    [
      'sslrootcert=system, but weak',
      OFFERED,
      'localhost',
      'sslrootcert=system&sslmode=require',
      fails('bad-database-url'),
    ],
    ['direct, but weak', OFFERED, 'localhost', 'sslnegotiation=direct', fails('bad-database-url')],
    [
      'a newer protocol than there is',
      OFFERED,
      '127.0.0.1',
      'sslmode=require&ssl_min_protocol_version=TLSv1.3&ssl_max_protocol_version=TLSv1.2',
      fails('encryption-mismatch'),
    ],
  ])('%s', async (_, server, host, query, expected) => {
    expect(await connect(server, host, query)).toEqual(expected);
  });

  test.each([
    [
      'sslmode=verify-full&sslrootcert=/nowhere/ca.crt',
      /^the file of sslrootcert, \/nowhere\/ca.crt, cannot be read/,
    ],
    ['sslrootcert=/nowhere/ca.crt', /there is no such file$/],
    ['sslmode=verify-full&sslrootcert=HOME/empty.crt', /empty.crt, holds no certificate$/],
    ['sslmode=verify-full&sslrootcert=HOME', /cannot be read/],
    ['sslmode=require&sslcert=/nowhere/c.crt&sslkey=/nowhere/c.key', /^the file of sslcert/],
    [`sslmode=require&sslcert=${tlsFile('authority.crt')}&sslkey=${tlsFile('server.key')}`, /cannot be used/],
    ['sslmode=require&sslkey=HOME/empty.crt', /sslcert and sslkey go together/],
  ])('a file that cannot be used is no reason to try again: %s', async (query, message) => {
    const url = `postgres://ops:secret@127.0.0.1:1/billing?${query.replace('HOME', home)}`;
    const run = await runCli([...STATUS, '-o', 'json'], { env: { TIERCTL_DATABASE_URL: url, HOME: home } });
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stderr).error.message).toMatch(message);
    const named = /sslrootcert=(.*)/.exec(query)?.[1]?.replace('HOME', home);
    if (named === undefined) return;
    const bare = { TIERCTL_DATABASE_URL: 'postgres://ops:secret@127.0.0.1:1/billing', HOME: home };
    expect(await runCli(STATUS, { env: { ...bare, PGSSLROOTCERT: named } })).toMatchObject({ code: 2 });
  });

  test('is asked for by the variables of libpq too', async () => {
    expect(await connect(ABSENT, '127.0.0.1', '', { PGSSLMODE: 'require' })).toEqual(
      fails('encryption-mismatch'),
    );
    await proxy?.close();
    expect(await connect(OFFERED, '127.0.0.1', '', { PGSSLMODE: 'sure' })).toEqual(fails('bad-environment'));
  });

  test('that was refused because of the user is reported with the first error', async () => {
    const run = await connect(OFFERED, '127.0.0.1', 'user=tierctl_unknown&password=wrong');
    expect(run).toEqual(fails('login-failed', 'tls'));
  });
});

test('a login that only other programs know is refused in a sentence, not with a stack trace', async () => {
  // AuthenticationGSS, whatever the client says.
  const server = createServer((client) => {
    client.on('error', () => undefined);
    client.on('data', (bytes) =>
      client.write(bytes.length === 8 ? 'N' : Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 7])),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const env = { TIERCTL_DATABASE_URL: `postgres://ops:secret@127.0.0.1:${port}/billing` };
  const run = await execute(home, process.execPath, [BINARY, ...STATUS], env);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(
    /^error: the server asks for GSSAPI authentication, which is not supported\nhint: .*\n$/,
  );
  await new Promise((resolve) => server.close(resolve));
});

describe('a password', () => {
  const server = () => {
    const url = new URL(inject('postgresUrl'));
    const { password, port, username } = url;
    url.password = '';
    return { url: url.href, password: decodeURIComponent(password), port, username };
  };
  const binary = (env: Record<string, string>) =>
    execute(home, process.execPath, [BINARY, 'migrate', 'status', '-o', 'csv'], {
      TIERCTL_DATABASE_URL: server().url,
      ...env,
    });

  test('that is missing is requested in a message, without waiting for the server to hang up', async () => {
    const begin = performance.now();
    const { url, port, username } = server();
    const run = await binary({});
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toBe(
      `error: the server ${new URL(url).hostname}:${port} asks for the password of ${username}, and none is given\n` +
        'hint: give it in TIERCTL_DATABASE_URL, in PGPASSWORD, with --password-file FILE or in ~/.pgpass\n',
    );
    expect(performance.now() - begin).toBeLessThan(50_000);
  });

  test('is taken from ~/.pgpass without any warning', async () => {
    const { password } = server();
    const file = join(home, '.pgpass');
    await writeFile(file, `*:*:*:*:${password.replaceAll(/[:\\]/g, '\\$&')}\n`);
    await chmod(file, 0o600);
    expect(await binary({})).toMatchObject({ code: 0, stderr: '' });
    await chmod(file, 0o644);
    const exposed = await binary({});
    expect(exposed).toMatchObject({ code: 2, stdout: '' });
    expect(exposed.stderr).toMatch(
      /^error: .* asks for the password .*\nhint: .*\.pgpass.* has group or world access.*\n$/,
    );
    await rm(file);
  });

  test('and an encrypted connection cause no warning either', async () => {
    const proxy = await encryptingProxy(inject('postgresUrl'), { tls: 'offered' });
    const url = new URL(inject('postgresUrl'));
    url.port = String(proxy.port);
    url.searchParams.set('sslmode', 'require');
    const env = { TIERCTL_DATABASE_URL: url.href, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    expect(await binary(env)).toMatchObject({ code: 0, stderr: '' });
    await proxy.close();
  });

  test('what libraries warn of is there for who asks', async () => {
    const env = { TIERCTL_DATABASE_URL: inject('postgresUrl') };
    const libraryWarnings = ['DeprecationWarning: the old way'];
    expect(await runCli(STATUS, { env, libraryWarnings })).toMatchObject({ code: 0, stderr: '' });
    const verbose = await runCli([...STATUS, '--verbose'], { env, libraryWarnings });
    expect(verbose.stderr).toContain('warning of a library: DeprecationWarning: the old way\n');
  });
});
