import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContext } from '../../src/cli/context.ts';
import { createPaint } from '../../src/cli/render/paint.ts';
import { loadConfig } from '../../src/cli/settings/config.ts';
import { Secrets } from '../../src/cli/settings/secrets.ts';
import { useCli } from '../support/cli.ts';
import { type TestSystem, testSystem } from '../support/test-system.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tierctl-config-'));
});
afterAll(() => rm(directory, { recursive: true }));

async function write(content: string | Uint8Array, ...path: string[]): Promise<string> {
  const file = join(directory, ...path, 'config.yaml');
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, content);
  return file;
}

describe('where it is', () => {
  test('none is fine, unless it was named', async () => {
    expect(await loadConfig(testSystem(), undefined)).toEqual({});
    await expect(loadConfig(testSystem(), 'missing.yaml')).rejects.toMatchObject({
      kind: 'config',
      code: 'config-unreadable',
      message: expect.stringContaining('/nowhere/missing.yaml'),
    });
  });

  test('--config, TIERCTL_CONFIG, the config home, in that order', async () => {
    const own = await write('output: csv', 'home', '.config', 'tierctl');
    const variable = await write('output: json', 'variable');
    const flag = await write('output: ndjson', 'flag');
    const homeDirectory = join(directory, 'home');
    const system = testSystem({ homeDirectory });
    expect(await loadConfig(system, undefined)).toEqual({ file: own, output: 'csv' });
    const withVariable = testSystem({ homeDirectory, env: { TIERCTL_CONFIG: variable } });
    expect(await loadConfig(withVariable, undefined)).toEqual({ file: variable, output: 'json' });
    expect(await loadConfig(withVariable, flag)).toEqual({ file: flag, output: 'ndjson' });
  });
});

const laughs = Array.from(
  { length: 8 },
  (_, n) => `l${n}: &l${n} [${Array.from({ length: 10 }, () => (n === 0 ? '1' : `*l${n - 1}`)).join(', ')}]`,
).join('\n');

describe('what it may say', () => {
  test('everything it can, and nothing at all', async () => {
    const file = await write(
      'database: postgres://ops@db/billing\npasswordFile: secret\ntimeZone: Europe/Stockholm\noutput: json\n' +
        'billing: { schema: dbo, tables: { item: products }, columns: { item: { articleNumber: sku } } }\nbatchSize: 500\nlockTimeout: 30\nafterCommit: [iisreset]\n',
    );
    expect(await loadConfig(testSystem(), file)).toEqual({
      file,
      database: 'postgres://ops@db/billing',
      passwordFile: 'secret',
      timeZone: 'Europe/Stockholm',
      output: 'json',
      billing: { schema: 'dbo', tables: { item: 'products' }, columns: { item: { articleNumber: 'sku' } } },
      batchSize: 500,
      lockTimeout: 30,
      afterCommit: ['iisreset'],
    });
    expect(await loadConfig(testSystem(), await write('# nothing yet\n'))).toEqual({ file });
  });

  test.each([
    ['databse: x', 'databse: no such key; did you mean database?'],
    ['billing: { shema: x }', 'billing.shema: no such key; did you mean schema?'],
    ['billing: { tables: { itm: x } }', 'billing.tables.itm: no such key; did you mean item?'],
    [
      'billing: { columns: { item: { articlenumber: x } } }',
      'billing.columns.item.articlenumber: no such key; did you mean articleNumber?',
    ],
    ['billing: { columns: { item: { name: "" } } }', 'billing.columns.item.name: must not be empty'],
    ['timeZone: Mars/Phobos', 'timeZone: is not a time zone'],
    ['output: xml', 'output: '],
    ['batchSize: 0', 'batchSize: '],
    ['lockTimeout: -1', 'lockTimeout: '],
    ['lockTimeout: 2147484', 'lockTimeout: '],
    ['afterCommit: iisreset /noforce', 'afterCommit: must be a list of a program and its arguments'],
    ['afterCommit: []', 'afterCommit'],
    ['database: postgres://ops:Winter-2026@db/billing', 'database: must not contain a password'],
    ['- a list', 'the file: '],
    ['timeZone: [', 'is not YAML'],
    [`output: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'it is nested too deeply'],
    [laughs, 'its aliases expand to too many values'],
    [Buffer.from('\ufeffoutput: json\n', 'utf16le'), 'it is UTF-16, line 1; save it as UTF-8'],
    [
      Buffer.from('# caf\u00e9\noutput: json\n', 'latin1'),
      'it is not UTF-8: byte E9, which in Latin-1 is "é", line 1; save it as UTF-8',
    ],
    ['time_zone: UTC', 'time_zone: no such key; did you mean timeZone?'],
  ])('%s', async (content, message) => {
    const file = await write(content);
    const error = await loadConfig(testSystem(), file).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      kind: 'config',
      code: 'bad-config',
      message: expect.stringContaining(message),
    });
    expect((error as Error).message).toContain(file);
    expect((error as Error).message).not.toContain('Winter-2026');
  });
});

describe('what it does', () => {
  const cli = useCli();

  test('output is the default format, of errors too', async () => {
    const file = await write('output: json');
    const run = await cli.run(['migrate', 'status', '--config', file]);
    expect(run.json()).toMatchObject({ migrations: expect.any(Array) });
    const failed = await cli.run(['group', 'create', 'X', '--config', file]);
    expect(JSON.parse(failed.stderr)).toMatchObject({ error: { code: 'consent-required' } });
    expect((await cli.run(['migrate', 'status', '--config', file, '-o', 'csv'])).stdout).toMatch(
      /^name,appliedAt,adopted\r\n/,
    );
  });

  test.each([
    ['', '2026-02-28'],
    ['timeZone: Pacific/Auckland', '2026-03-01'],
    ['timeZone: America/Los_Angeles', '2026-02-28'],
  ])('today with "%s"', async (content, today) => {
    const context = await contextOf(testSystem({ now: '2026-02-28T23:59:59.999Z' }), await write(content));
    expect(context.today).toBe(today);
    expect(context.invocation.at).toBe('2026-02-28T23:59:59.999Z');
  });
});

test('TIERCTL_ACTOR goes before the user of the process', async () => {
  expect((await contextOf(testSystem())).invocation).toMatchObject({
    actor: 'tester@test',
    command: 'group create',
  });
  const named = await contextOf(testSystem({ env: { TIERCTL_ACTOR: 'nightly' } }));
  expect(named.invocation.actor).toBe('nightly');
  for (const actor of ['x'.repeat(201), 'night\nly']) {
    await expect(contextOf(testSystem({ env: { TIERCTL_ACTOR: actor } }))).rejects.toMatchObject({
      kind: 'config',
      code: 'bad-actor',
    });
  }
});

test('the first interrupt fires the signal, the second has no listener', async () => {
  const system = testSystem();
  const context = await contextOf(system);
  const { signal, during } = context.interruption();
  await during(async () => {
    expect(signal.aborted).toBe(false);
    system.interrupt();
    system.interrupt();
  });
  expect(signal.aborted).toBe(true);
  expect(system.written.stderr).toBe('Stopping after the current step; interrupt again to stop at once.\n');
});

function contextOf(system: TestSystem, config?: string) {
  const terminal = { paint: createPaint(false), width: 80 };
  const group = { name: () => 'group', parent: { name: () => 'tierctl', parent: null } };
  return createContext(
    { name: () => 'create', parent: group },
    {
      system,
      options: { color: true, ...(config === undefined ? {} : { config }) },
      secrets: new Secrets(),
      stdout: terminal,
      stderr: terminal,
    },
  );
}
