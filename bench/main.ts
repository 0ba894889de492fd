// Side by side in one run, since machines are noisy: tierctl run-transitions, the same job as hand-written SQL, and a
// script that moves one subscription at a time. Ratios are what counts.
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/support/database/postgres-server.ts';
import { copyDataset, createDataset } from './dataset.ts';
import { runHandWrittenSql } from './hand-written-sql.ts';
import { runOneAtATime } from './one-at-a-time.ts';
import { resultOf } from './result-of.ts';
import { runTierctl } from './tierctl-run.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '3' },
    singles: { type: 'string', default: '5000' },
  },
});
const rows = Number(values.rows);
const rounds = Number(values.rounds);
const singles = Math.min(Number(values.singles), rows);
const small = Math.max(1, Math.round(rows / 10));

const server = await startPostgres([
  'fsync=on',
  'shared_buffers=1GB',
  'max_wal_size=16GB',
  'checkpoint_timeout=1h',
]);
try {
  console.log(`${rows} due subscriptions among ${2 * rows}, ${rounds} rounds; PostgreSQL from npm, fsync on`);
  await createDataset(server.url, 'template_large', rows);
  await createDataset(server.url, 'template_small', small);

  const tool: number[] = [];
  const hand: number[] = [];
  const single: number[] = [];
  const memory: number[] = [];
  const smallMemory: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const first = await copyDataset(server.url, 'template_large', 'rival');
    const measured = await runTierctl(first);
    tool.push(measured.milliseconds);
    memory.push(measured.peakMebibytes);
    const result = await resultOf(first);

    const second = await copyDataset(server.url, 'template_large', 'rival');
    hand.push(await runHandWrittenSql(second));
    if ((await resultOf(second)) !== result)
      throw new Error('tierctl and the hand-written SQL left different databases');

    const third = await copyDataset(server.url, 'template_large', 'rival');
    single.push(((await runOneAtATime(third, singles)) / singles) * rows);

    const fourth = await copyDataset(server.url, 'template_small', 'rival');
    smallMemory.push((await runTierctl(fourth)).peakMebibytes);
    console.log(
      `round ${round}: tierctl ${seconds(tool.at(-1))}, hand-written SQL ${seconds(hand.at(-1))}, ` +
        `one at a time ${seconds(single.at(-1))} (${singles} measured, the rest in proportion)`,
    );
  }

  console.log('');
  console.log(`tierctl run-transitions   ${seconds(median(tool))}  (${rate(median(tool))} subscriptions/s)`);
  console.log(`hand-written SQL          ${seconds(median(hand))}`);
  console.log(`one at a time             ${seconds(median(single))}`);
  console.log(`tierctl / hand-written    ${(median(tool) / median(hand)).toFixed(2)}   (goal: at most 1.25)`);
  console.log(
    `one at a time / tierctl   ${(median(single) / median(tool)).toFixed(1)}   (goal: at least 15)`,
  );
  console.log(
    `peak memory of tierctl    ${median(memory).toFixed(0)} MiB at ${rows} rows, ${median(smallMemory).toFixed(0)} MiB at ` +
      `${small}: ratio ${(median(memory) / median(smallMemory)).toFixed(2)}   (goal: at most 1.10)`,
  );
} finally {
  await server.stop();
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function seconds(milliseconds: number | undefined): string {
  return `${((milliseconds ?? Number.NaN) / 1000).toFixed(2)} s`;
}

function rate(milliseconds: number): string {
  return Math.round(rows / (milliseconds / 1000)).toLocaleString('en');
}
