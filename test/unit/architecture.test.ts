// docs/architecture.md names every folder and what belongs there; no folder is too full to be understood at a glance.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MOST_FILES = 25;
const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}docs/architecture.md`, 'utf8');

/** Folders with the number of files directly in them. */
function folders(under: string): [folder: string, files: number][] {
  const entries = readdirSync(`${root}${under}`, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).length;
  const below = entries
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => folders(`${under}/${name}`));
  return files === 0 ? below : [[under, files], ...below];
}

const found = [...folders('src'), ...folders('migrations')];

test('the map names each folder once, with a sentence', () => {
  const [, map = ''] = /### The map([\s\S]*?)\n## /.exec(page) ?? [];
  const rows = [...map.matchAll(/^\| `([^`]+)` \| (.+\.) \|$/gm)];
  expect(rows.map(([, folder]) => folder).sort()).toEqual(found.map(([folder]) => folder).sort());
});

test(`a folder has at most ${MOST_FILES} files`, () => {
  expect(found.filter(([, files]) => files > MOST_FILES)).toEqual([]);
});
