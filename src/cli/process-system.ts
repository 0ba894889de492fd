import { type StdioOptions, spawn } from 'node:child_process';
import { homedir, hostname, userInfo } from 'node:os';
import type { WriteStream } from 'node:tty';
import { terminalPrompts } from './prompts/terminal-prompts.ts';
import type { Output, ProgramOptions, System } from './system.ts';

/** The real process. */
export function processSystem(): System {
  return {
    stdin: { isTerminal: process.stdin.isTTY === true, bytes: () => process.stdin },
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    env: process.env,
    platform: process.platform,
    cwd: process.cwd(),
    homeDirectory: homedir(),
    actor: `${userName()}@${hostname()}`,
    now: () => new Date(),
    openDatabase: async (target, options) => {
      const { openDatabase } = await import('../database/open-database.ts');
      return openDatabase(target, options);
    },
    libraryWarnings: collectWarnings(),
    ...terminalPrompts({ input: process.stdin, output: process.stderr }),
    onInterrupt,
    runProgram,
  };
}

// The reader of a pipe may go away at any time; the stream then fails once, asynchronously and permanently.
function output(stream: WriteStream): Output {
  let failure: NodeJS.ErrnoException | undefined;
  let isFull = false;
  stream.on('error', (error) => {
    failure ??= error;
  });
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.isTTY === true ? stream.columns : undefined;
    },
    write: ({ text }) => {
      if (failure === undefined) isFull = !stream.write(text);
    },
    room: async () => {
      if (failure === undefined && isFull) {
        await new Promise<void>((resolve) => {
          const settle = () => {
            for (const event of ['drain', 'error', 'close']) stream.off(event, settle);
            resolve();
          };
          for (const event of ['drain', 'error', 'close']) stream.once(event, settle);
        });
        isFull = false;
      }
      return failure === undefined;
    },
    drained: async () => {
      if (failure === undefined) await new Promise((resolve) => stream.write('', resolve));
      if (failure !== undefined && failure.code !== 'EPIPE') throw failure;
    },
  };
}

// Node.js prints them on stderr, which is reserved for messages to operators and scripts.
function collectWarnings(): () => readonly string[] {
  const heard: string[] = [];
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => heard.push(`${name}: ${message}`));
  return () => heard;
}

// A container may run under a user id without a name.
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? 'unknown'}`;
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

function runProgram(
  command: string,
  args: readonly string[],
  { timeoutMs, env }: ProgramOptions,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const stdio: StdioOptions = ['ignore', process.stderr, process.stderr];
    const child = spawn(command, [...args], { stdio, env, timeout: timeoutMs, killSignal: 'SIGKILL' });
    const giveUpAt = performance.now() + timeoutMs;
    child.on('error', (error) => resolve(`it could not be started: ${error.message}`));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(undefined);
      else if (signal !== null && performance.now() >= giveUpAt)
        resolve(`it took longer than ${timeoutMs / 1000} s`);
      else resolve(code === null ? `it was ended by ${signal}` : `its exit code was ${code}`);
    });
  });
}
