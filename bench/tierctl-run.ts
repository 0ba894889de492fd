import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AS_OF } from './dataset.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Measured {
  /** Of the whole process, its start included. */
  readonly milliseconds: number;
  readonly peakMebibytes: number;
}

/** Runs the built tool as cron would. */
export function runTierctl(url: string): Promise<Measured> {
  return tierctl(url, ['run-transitions', '--as-of', AS_OF, '--future', '--yes', '--quiet']);
}

/** Runs the built tool with these arguments, and measures it. */
export async function tierctl(url: string, args: readonly string[]): Promise<Measured> {
  const directory = await mkdtemp(join(tmpdir(), 'tierctl-bench-'));
  const memory = join(directory, 'memory');
  const start = performance.now();
  try {
    await command(['--import', join(root, 'bench/report-memory.js'), join(root, 'bin/tierctl.js')], args, {
      TIERCTL_DATABASE_URL: url,
      TIERCTL_BENCH_MEMORY: memory,
    });
    const milliseconds = performance.now() - start;
    return { milliseconds, peakMebibytes: Number(await readFile(memory, 'utf8')) / 1024 };
  } finally {
    await rm(directory, { recursive: true });
  }
}

function command(node: string[], args: readonly string[], env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`tierctl ended with exit code ${code}`)),
    );
  });
}
