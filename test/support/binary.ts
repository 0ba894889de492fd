// The program as it is installed: bin/tierctl.js over dist/, in processes of its own.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const BINARY = join(fileURLToPath(new URL('../..', import.meta.url)), 'bin', 'tierctl.js');

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing of this process's environment but PATH: no config file, no database, no consent is inherited. */
function cleanEnvironment(home: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '' } = process.env;
  return { PATH, HOME: home, XDG_DATA_HOME: join(home, 'data'), ...env };
}

/** Runs a program to its end, off a terminal, with nothing on its standard input. */
export function execute(
  home: string,
  file: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { env: cleanEnvironment(home, env), cwd: home };
    const child = execFile(file, argv, options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
    child.stdin?.end();
  });
}

export interface Started {
  readonly child: ChildProcess;
  /** Resolves when the process has ended and all it printed was read. */
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: string | null;
    readonly stderr: string;
  }>;
}

/** Starts tierctl and leaves it running. */
export function startTierctl(
  home: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Started {
  const child = spawn(process.execPath, [BINARY, ...argv], {
    env: cleanEnvironment(home, env),
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<Awaited<Started['ended']>>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stderr }));
  });
  return { child, ended };
}
