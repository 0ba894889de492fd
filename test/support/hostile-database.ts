// A database in which every text is hostile: made by the program's own commands, and rewritten behind its back.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { CliInTest } from './cli.ts';
import { STORABLE_TEXTS } from './hostile.ts';

/** Names of what there is, as commands take them. */
export interface HostileNames {
  readonly trial: string;
  readonly site: string;
  readonly extension: string;
  readonly product: string;
  readonly package: string;
  readonly wider: string;
  readonly group: string;
  readonly path: string;
  readonly waiting: string;
  readonly spare: string;
  readonly service: string;
  readonly attribute: string;
  readonly account: string;
}

let count = 0;

/** A text of which a part is going to be hostile, and has none of `without`, which the command line reads as its own. */
function text(label: string, without?: RegExp): string {
  const index = count++ % STORABLE_TEXTS.length;
  if (without?.test(STORABLE_TEXTS[index] ?? '') === true) return text(label, without);
  return `${label}-ZQ${index}-`;
}

const rewritten = (written: string) =>
  STORABLE_TEXTS.reduce((result, hostile, index) => result.replaceAll(`ZQ${index}-`, hostile), written);

/** Fills the migrated, empty database of `cli`. */
export async function hostileDatabase(cli: CliInTest): Promise<HostileNames> {
  count = 0;
  const names = {
    trial: text('TRIAL'),
    site: text('SITE'),
    extension: text('MORE', /=/),
    product: text('MAIL'),
    package: text('PACK'),
    wider: text('WIDE'),
    group: text('Group'),
    path: text('Trial ends'),
    waiting: text('Pack grows'),
    spare: text('Pack shrinks'),
    // A name of a service is made of few characters, also where others are read.
    service: 'mailboxes',
    attribute: text('domain', /[:=]/),
    account: text('ACC', /\//),
  };
  const folder = await mkdtemp(join(tmpdir(), 'tierctl-hostile-'));
  try {
    await fill(cli, names, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
  await rewrite(cli);
  return Object.fromEntries(
    Object.entries(names).map(([key, name]) => [key, rewritten(name)]),
  ) as unknown as HostileNames;
}

async function fill(cli: CliInTest, names: HostileNames, folder: string): Promise<void> {
  const run = async (...argv: readonly string[]) => {
    const { code, stderr } = await cli.run([...argv, '--yes', '--reason', text('because')], {
      env: { TIERCTL_ACTOR: text('actor') },
    });
    if (code !== 0) throw new Error(`${argv.join(' ')}: ${stderr}`);
  };
  const { attribute, service } = names;
  const choice = { name: text('plan'), type: 'choice', choices: [text('one'), text('two')], default: null };
  const item = (articleNumber: string, more: object = {}) => ({
    articleNumber,
    name: text('Name'),
    attributes: [{ name: attribute, default: text('value') }, choice],
    ...more,
  });
  const catalogue = {
    tierctl: 1,
    items: [
      item(names.trial, { term: 'P14D', defaultPath: names.path }),
      item(names.site, {
        services: { [service]: 1, [text('disk')]: 5 },
        extensions: [{ item: names.extension }],
      }),
      { articleNumber: names.extension, name: text('Ext'), kind: 'extension', services: { [service]: 1 } },
      item(names.product),
      item(names.package, { kind: 'package', products: [{ item: names.product }] }),
      item(names.wider, {
        kind: 'package',
        products: [{ item: names.product, minimum: 0 }],
        renewal: [{ value: 1, unit: text('moon') }],
      }),
    ],
    groups: [
      {
        name: names.group,
        members: [
          { item: names.trial, level: 1 },
          { item: names.site, level: 2, downgradeable: false },
          { item: names.package, level: 3 },
        ],
      },
    ],
    paths: [
      {
        name: names.path,
        source: names.trial,
        destination: names.site,
        description: `${text('of')}\n${text('two lines')}`,
        map: [
          {
            source: { item: names.trial, attribute },
            destination: { item: names.site, attribute },
          },
        ],
      },
      { name: names.waiting, source: names.package, destination: names.wider },
      { name: names.spare, source: names.wider, destination: names.site, description: text('spare') },
    ],
  };
  const file = join(folder, 'catalogue.json');
  await writeFile(file, JSON.stringify(catalogue));
  await run('apply', '-f', file);
  await run('account', 'create', names.account, '--name', text('Customer'));
  const add = (item: string, ...more: readonly string[]) =>
    run('subscription', 'add', names.account, item, '--start', '2026-01-01', ...more);
  await add(names.trial, '--attribute', `${attribute}=${text('example')}`, '--external-id', text('ext'));
  await add(names.site, '--no-end', '--extension', names.extension);
  await run('usage', 'set', `${names.account}/2`, `${service}=2`);
  await add(names.package, '--no-end', '--path', names.waiting, '--component', `${names.product}=2`);
  await run('run-transitions', '--as-of', '2026-02-01');
  await add(names.trial, '--end', '2026-02-20');
  await add(names.site, '--no-end', '--external-id', text('later'));
  await run('subscription', 'change', `${names.account}/6`, '--to', names.package, '--on', '2026-12-01');
}

/** Replaces what was written for hostile texts in every column of every table, keys included. */
async function rewrite(cli: CliInTest): Promise<void> {
  const { kysely } = cli.database;
  const { rows } = await sql<{
    table_schema: string;
    table_name: string;
    column_name: string;
    longest: number | null;
  }>`
    select c.table_schema, c.table_name, c.column_name, c.character_maximum_length as longest from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema in ('public', 'tierctl')
      and c.data_type in ('text', 'character varying') and c.is_generated = 'NEVER'`.execute(kysely);
  await kysely.transaction().execute(async (db) => {
    await sql`set local session_replication_role = replica`.execute(db);
    for (const { table_schema, table_name, column_name, longest } of rows) {
      const column = sql.ref(column_name);
      const replaced = (spell: (hostile: string) => string) =>
        STORABLE_TEXTS.reduce(
          (result, hostile, index) => sql`replace(${result}, ${`ZQ${index}-`}, ${spell(hostile)})`,
          sql`${column}`,
        );
      await sql`update ${sql.table(`${table_schema}.${table_name}`)} set ${column} =
        left(case when ${column} like '{%' or ${column} like '[%'
          then ${replaced((hostile) => JSON.stringify(hostile).slice(1, -1))} else ${replaced((hostile) => hostile)} end, ${longest ?? 1_000_000})
        where ${column} like '%ZQ%'`.execute(db);
    }
  });
}
