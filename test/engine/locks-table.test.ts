// The table of docs/operations.md that says what each command locks is compared with what the commands do.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { words } from '../support/catalogue/catalogue.ts';
import { runCli } from '../support/cli.ts';
import { onEveryServer } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { type Locked, WatchedLocks } from '../support/database/watched-locks.ts';
import { everyCommand } from '../support/every-command.ts';

/** The rows between the markers, by command. */
async function documented(): Promise<Map<string, Locked>> {
  const text = await readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const [, table = ''] = /<!-- what each command locks -->\n([\s\S]*?)\n\n/.exec(text) ?? [];
  const rows = table.split('\n').slice(2);
  return new Map(
    rows.flatMap((row) => {
      const [, commands = '', locks = '', written = ''] = row.split('|');
      return [...commands.matchAll(/`([^`]+)`/g)].map(([, command = '']) => [
        command,
        { locks: listed(locks), written: listed(written) },
      ]);
    }),
  );
}

const listed = (cell: string): string[] =>
  cell
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '' && word !== 'none')
    .sort();

/** The words before the first argument. */
const commandOf = (line: string): string =>
  /^(subscription component list|subscription extension set|item (?:service|extension|product) \w+|(?:group|member|item|path|account|subscription|usage|run|migrate|audit) \w+|[a-z-]+)/.exec(
    line,
  )?.[0] ?? line;

const sorted = (words: Iterable<string>): string[] => [...new Set(words)].sort();

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tierctl-locks-'));
});
afterEach(() => rm(directory, { recursive: true }));

onEveryServer((engine) => {
  const db = useDatabase(engine);

  test('what each command locks, in the preview before the question and in the work after it', {
    timeout: 900_000,
  }, async () => {
    const seen = new Map<string, Locked>();
    for (const line of await everyCommand(directory)) {
      const isChange = line.endsWith(' --yes');
      const watched = new WatchedLocks();
      let preview: Locked | undefined;
      const run = await runCli(words(line.replace(/ --yes$/, '')), {
        env: { TIERCTL_DATABASE_URL: db.url ?? '' },
        tty: isChange,
        openDatabase: watched.open,
        confirm: async () => {
          preview = watched.take();
          return true;
        },
      });
      expect(run, `${line}\n${run.stderr}`).toMatchObject({ code: 0 });
      const locked = watched.take();
      if (isChange) expect({ line, ...preview }).toEqual({ line, ...locked });
      const before = seen.get(commandOf(line));
      seen.set(commandOf(line), {
        locks: sorted([...(before?.locks ?? []), ...locked.locks]),
        written: sorted([...(before?.written ?? []), ...locked.written]),
      });
    }
    const locking = [...seen].filter(([, { locks, written }]) => locks.length + written.length > 0);
    expect(Object.fromEntries(await documented())).toEqual(Object.fromEntries(locking));
  });
});
