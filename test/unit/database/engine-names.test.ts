// "Engine names appear nowhere outside src/database and migrations: the rest asks an engine for a capability." Imports
// are watched by dependency-cruiser; this is about what is written.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ENGINE_NAME = /postgres|pglite|mssql|sql[-_ ]?server|babelfish|tedious/i;

/** Lines that may name one. A data directory is a place beside the caller, so the command line must know its URL form. */
const EXCEPTIONS: Readonly<Record<string, number>> = { 'src/cli/settings/database-location.ts': 2 };

test('no engine is named above the database layer', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const found: Record<string, number> = {};
  for (const file of sourcesIn(join(root, 'src'))) {
    const path = relative(root, file).replaceAll('\\', '/');
    if (path.startsWith('src/database/')) continue;
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => ENGINE_NAME.test(line));
    if (lines.length > 0) found[path] = lines.length;
  }
  expect(found).toEqual(EXCEPTIONS);
});

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
