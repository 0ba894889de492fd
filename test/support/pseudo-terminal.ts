// A person at a terminal: tierctl in a process of its own. What it writes on stdout goes to a file, or to the terminal too.
import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { BINARY } from './binary.ts';

export interface PersonAtTerminal {
  /** All that has been on the screen, redrawn lines again and again. */
  readonly screen: string;
  /** The same as the terminal got it, commands included. */
  readonly received: string;
  /** Waits until the text comes up after what was waited for before. */
  see(text: string): Promise<void>;
  /** Presses keys. */
  press(keys: string): void;
  /** Waits for the question, writes the answer, waits until it is there, and presses Enter. */
  write(question: string, answer: string): Promise<void>;
  /** Waits for the question, writes how the choice begins, waits until the cursor is on it, and presses Enter. */
  choose(question: string, choice: string): Promise<void>;
  /** The exit code, once the process has ended. */
  readonly ended: Promise<number>;
}

export const ENTER = '\r';
export const CTRL_C = '\u0003';
export const CTRL_D = '\u0004';

const PATIENCE_MS = 60_000;

export interface Seat {
  readonly home: string;
  readonly url: string;
  /** False, when left out. */
  readonly inColour?: boolean;
}

/** Without a `stdoutFile` the result comes to the terminal. */
export function sitDown(
  argv: readonly string[],
  stdoutFile: string | undefined,
  { home, url, inColour = false }: Seat,
): PersonAtTerminal {
  const { PATH = '' } = process.env;
  const call = stdoutFile === undefined ? 'exec "$0" "$@"' : 'exec "$0" "$@" > "$STDOUT_FILE"';
  const command = ['-c', call, process.execPath, BINARY, ...argv];
  const child = spawn('/bin/sh', command, {
    name: 'xterm',
    cols: 160,
    rows: 50,
    cwd: home,
    env: {
      PATH,
      HOME: home,
      TIERCTL_DATABASE_URL: url,
      ...(inColour ? {} : { NO_COLOR: '1' }),
      ...(stdoutFile === undefined ? {} : { STDOUT_FILE: stdoutFile }),
    },
  });
  let screen = '';
  let received = '';
  let seen = 0;
  let over = false;
  let look: () => void = () => undefined;
  child.onData((data) => {
    received += data;
    screen += stripVTControlCharacters(data);
    look();
  });
  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode }) => {
      over = true;
      look();
      resolve(exitCode);
    });
  });
  const see = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const giveUp = (why: string) => {
        clearTimeout(timer);
        look = () => undefined;
        reject(
          new Error(
            `${why} before "${text}" was to be seen after:\n${screen.slice(0, seen)}\nThen:\n${screen.slice(seen)}`,
          ),
        );
      };
      const timer = setTimeout(() => {
        child.kill();
        giveUp('a minute passed');
      }, PATIENCE_MS);
      look = () => {
        const at = screen.indexOf(text, seen);
        if (at === -1) {
          if (over) giveUp('the process ended');
          return;
        }
        clearTimeout(timer);
        look = () => undefined;
        seen = at + text.length;
        resolve();
      };
      look();
    });
  const press = (keys: string) => child.write(keys);
  return {
    get screen() {
      return screen;
    },
    get received() {
      return received;
    },
    see,
    press,
    write: async (question, answer) => {
      await see(question);
      press(answer);
      if (answer !== '') await see(answer);
      press(ENTER);
    },
    choose: async (question, choice) => {
      await see(question);
      press(choice);
      await see(`❯ ${choice}`);
      press(ENTER);
    },
    ended,
  };
}
