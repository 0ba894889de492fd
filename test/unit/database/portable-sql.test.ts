// What compiles for every engine and fails only when SQL Server runs it must not be written above the database layer.
// The contract suite proves it where a server is at hand; this proves it everywhere.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const METHODS = /\.(limit|returning|returningAll|onConflict|distinctOn|forUpdate|skipLocked|noWait)\(/g;

const WORDS: readonly RegExp[] = [
  /\blimit \d/i,
  /\breturning\b/i,
  /on conflict/i,
  /\bilike\b/i,
  /distinct on/i,
  /\bnow\(\)|current_date|current_timestamp|getdate\(\)/i,
  /for update|skip locked|with \((updlock|readpast|nolock|holdlock)/i,
  /::\w/,
  /\|\|/,
  /make_interval|dateadd|datediff/i,
  /gen_random_uuid|newid\(/i,
  // An account id has a collation of its own, and SQL Server joins no texts of two (Babelfish does).
  /\bconcat\([^)]*\b\w+\.account(_id)?\b/i,
];

/** Template literals that hold SQL. */
const SQL_TEMPLATE = /sql(<[^`]*?>)?`[^`]*`/g;

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

const files = ['src/store', 'src/operations', 'migrations'].flatMap(sources);

test('there is SQL to look at', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files.some((file) => SQL_TEMPLATE.test(readFileSync(join(root, file), 'utf8')))).toBe(true);
});

describe.each(files)('%s', (file) => {
  const code = readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');

  test('asks the dialect for what engines spell differently', () => {
    const templates = (code.match(SQL_TEMPLATE) ?? []).join('\n');
    const words = WORDS.filter((pattern) => pattern.test(templates)).map(String);
    expect([...(code.match(METHODS) ?? []), ...words]).toEqual([]);
  });
});
