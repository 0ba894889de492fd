import { spawn } from 'node:child_process';
import { homedir, hostname, userInfo } from 'node:os';
import type { WriteStream } from 'node:tty';
import { TierctlError } from '../domain/tierctl-error.ts';
import type { Paint } from './render/paint.ts';
import type { Output, System } from './system.ts';

/** The process as it is. */
export function processSystem(): System {
  return {
    stdin: { isTerminal: process.stdin.isTTY === true },
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    env: process.env,
    platform: process.platform,
    cwd: process.cwd(),
    homeDirectory: homedir(),
    actor: `${userName()}@${hostname()}`,
    now: () => new Date(),
    confirm,
    onInterrupt,
    runShell,
  };
}

// A pipe's reader may go away at any time; the stream then fails once, asynchronously, and for good.
function output(stream: WriteStream): Output {
  let failure: NodeJS.ErrnoException | undefined;
  stream.on('error', (error) => {
    failure ??= error;
  });
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.isTTY === true ? stream.columns : undefined;
    },
    write: (text) => {
      if (failure === undefined) stream.write(text);
    },
    drained: async () => {
      if (failure === undefined) await new Promise((resolve) => stream.write('', resolve));
      if (failure !== undefined && failure.code !== 'EPIPE') throw failure;
    },
  };
}

// A container may run under a user id that has no name.
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}

// The theme is ours, because Inquirer's own knows nothing of --no-color.
async function confirm(question: string, paint: Paint): Promise<boolean> {
  const { default: ask } = await import('@inquirer/confirm');
  try {
    return await ask(
      {
        message: question,
        default: false,
        theme: {
          prefix: { idle: paint.strong('?'), done: paint.strong('?') },
          style: {
            message: (text: string) => paint.strong(text),
            defaultAnswer: (text: string) => paint.faint(`(${text})`),
            answer: (text: string) => text,
          },
        },
      },
      { input: process.stdin, output: process.stderr, clearPromptOnDone: false },
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ExitPromptError') throw error;
    throw new TierctlError('interrupted', 'interrupted', 'Interrupted: nothing was written.', {
      cause: error,
    });
  }
}

function onInterrupt(listener: () => void): () => void {
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return () => {
    process.off('SIGINT', listener);
    process.off('SIGTERM', listener);
  };
}

function runShell(commandLine: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(commandLine, { shell: true, stdio: ['ignore', process.stderr, process.stderr] });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
