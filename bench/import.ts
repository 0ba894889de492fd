// Side by side in one run: tierctl subscription import, and the same rows by COPY into the same tables, which is only
// possible with numbers and ids that are known beforehand.
import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs, promisify } from 'node:util';
import { startPostgres } from '../test/support/database/postgres-server.ts';
import { withClient } from './dataset.ts';
import { createImportDataset, importedRows } from './import-dataset.ts';
import { tierctl } from './tierctl-run.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '1' },
  },
});
const rows = Number(values.rows);
const rounds = Number(values.rounds);

const directory = await mkdtemp(join(tmpdir(), 'tierctl-bench-import-'));
const server = await startPostgres([
  'fsync=on',
  'shared_buffers=1GB',
  'max_wal_size=16GB',
  'checkpoint_timeout=1h',
]);
try {
  console.log(
    `${rows} subscriptions with 2 attributes each, ${rounds} rounds; PostgreSQL from npm, fsync on`,
  );
  const files = importedRows(rows);
  const path = (name: string) => join(directory, name);
  for (const [name, lines] of Object.entries(files)) {
    await pipeline(Readable.from(lines()), createWriteStream(path(name)));
  }

  const imports: number[] = [];
  const copies: number[] = [];
  let peak = 0;
  for (let round = 1; round <= rounds; round++) {
    const first = await createImportDataset(server.url, 'rival_import', rows);
    const measured = await tierctl(first, ['subscription', 'import', path('import.csv'), '--yes', '--quiet']);
    imports.push(measured.milliseconds);
    peak = Math.max(peak, measured.peakMebibytes);
    const second = await createImportDataset(server.url, 'rival_copy', rows);
    copies.push(await copyFiles(second, path('subscription.copy'), path('attribute.copy')));
    if ((await resultOf(first)) !== (await resultOf(second)))
      throw new Error('tierctl and COPY left different databases');
    console.log(`round ${round}: tierctl ${seconds(imports.at(-1))}, \\copy ${seconds(copies.at(-1))}`);
  }
  const best = (numbers: readonly number[]) => Math.min(...numbers);
  console.log('');
  console.log(
    `tierctl subscription import  ${seconds(best(imports))}  (${rate(best(imports))} subscriptions/s)`,
  );
  console.log(
    `psql \\copy                   ${seconds(best(copies))}  (${rate(best(copies))} subscriptions/s)`,
  );
  console.log(
    `tierctl / \\copy              ${(best(imports) / best(copies)).toFixed(2)}   (goal: at most 1.5)`,
  );
  console.log(`peak memory of tierctl       ${peak.toFixed(0)} MiB   (goal: below 200)`);
} finally {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
}

/** As a DBA would: one transaction, both tables. */
async function copyFiles(url: string, subscriptions: string, attributes: string): Promise<number> {
  const script = [
    'begin',
    `\\copy tierctl.subscription (account_id, number, item_id, status, start_date, end_date, path_rule, apply_when, external_id) from '${subscriptions}'`,
    `\\copy tierctl.subscription_attribute from '${attributes}'`,
    'commit',
  ];
  const start = performance.now();
  await promisify(execFile)('psql', [
    url,
    '--quiet',
    '--set=ON_ERROR_STOP=1',
    ...script.map((command) => `--command=${command}`),
  ]);
  return performance.now() - start;
}

async function resultOf(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const digests: string[] = [];
    for (const query of [
      'select account_id, number, item_id, status, start_date, end_date, external_id from tierctl.subscription',
      'select account_id, subscription_number, attribute, value from tierctl.subscription_attribute',
    ]) {
      const { rows: found } = await client.query<{ digest: string }>(
        `select count(*) || ':' || coalesce(sum(hashtextextended(r::text, 0)), 0) as digest from (${query}) as r`,
      );
      digests.push(found[0]?.digest ?? '');
    }
    return digests.join(' ');
  });
}

function seconds(milliseconds: number | undefined): string {
  return `${((milliseconds ?? Number.NaN) / 1000).toFixed(2)} s`;
}

function rate(milliseconds: number): string {
  return Math.round(rows / (milliseconds / 1000)).toLocaleString('en');
}
