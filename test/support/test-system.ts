import { Readable } from 'node:stream';
import type { Output, System } from '../../src/cli/system.ts';
import { openForTest } from './database/open-for-test.ts';

export interface TestSystemOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Which streams are terminals; none by default, all three for `true`. */
  readonly tty?: boolean | { readonly stdin?: boolean; readonly stdout?: boolean; readonly stderr?: boolean };
  readonly columns?: number;
  /** What comes in on standard input; nothing may read it where it is left out. */
  readonly stdin?: string | AsyncIterable<Uint8Array>;
  /** Where relative paths lead from. */
  readonly cwd?: string;
  /** The reader of stdout closes after this number of characters. */
  readonly stdoutClosesAfter?: number;
  /** What the person at the terminal answers, question by question. */
  readonly answers?: readonly boolean[];
  /** Instead of `answers`: what happens, and is answered, while the question waits. */
  readonly confirm?: () => Promise<boolean>;
  /** What the person writes, or which label they choose (its beginning is enough), question by question. */
  readonly replies?: readonly string[];
  /** Ctrl-C is pressed as soon as there is something to interrupt. */
  readonly interrupted?: boolean;
  readonly now?: string;
  /** Opens the database in another way than the program does. */
  readonly openDatabase?: System['openDatabase'];
  readonly homeDirectory?: string;
  /** What is wrong with programs that tierctl runs; they end well when left out. */
  readonly programFailure?: string;
  /** What drivers warn their developers of. */
  readonly libraryWarnings?: readonly string[];
}

export interface TestSystem extends System {
  readonly written: { readonly stdout: string; readonly stderr: string };
  readonly questions: readonly string[];
  /** The programs that were run, with their arguments. */
  readonly programs: readonly (readonly string[])[];
  /** What each of them finds in its environment. */
  readonly environments: readonly Readonly<Record<string, string>>[];
  /** Presses Ctrl-C. */
  interrupt(): void;
}

export function testSystem(options: TestSystemOptions = {}): TestSystem {
  const {
    tty = false,
    columns = 100,
    programFailure,
    stdoutClosesAfter = Number.POSITIVE_INFINITY,
  } = options;
  const isTerminal = (name: 'stdin' | 'stdout' | 'stderr') =>
    typeof tty === 'boolean' ? tty : tty[name] === true;
  const replies = [...(options.replies ?? [])];
  const reply = (question: string): string => {
    questions.push(question);
    const given = replies.shift();
    if (given === undefined) throw new Error(`no reply to "${question}"`);
    return given;
  };
  const answers = [...(options.answers ?? [])];
  const written = { stdout: '', stderr: '' };
  const questions: string[] = [];
  const programs: string[][] = [];
  const environments: Readonly<Record<string, string>>[] = [];
  const listeners = new Set<() => void>();
  const output = (name: 'stdout' | 'stderr'): Output => ({
    isTerminal: isTerminal(name),
    columns: isTerminal(name) ? columns : undefined,
    write: ({ text }) => {
      written[name] += text;
    },
    room: async () => name === 'stderr' || written.stdout.length < stdoutClosesAfter,
    drained: async () => undefined,
  });
  return {
    stdin: {
      isTerminal: isTerminal('stdin'),
      bytes: () => {
        const { stdin } = options;
        if (stdin === undefined) throw new Error('standard input was read');
        return typeof stdin === 'string' ? Readable.from([Buffer.from(stdin)]) : stdin;
      },
    },
    stdout: output('stdout'),
    stderr: output('stderr'),
    // Colour is tested on its own; elsewhere it would be in the way.
    env: { NO_COLOR: '1', ...options.env },
    platform: 'linux',
    cwd: options.cwd ?? '/nowhere',
    homeDirectory: options.homeDirectory ?? '/nowhere/home',
    actor: 'tester@test',
    openDatabase: options.openDatabase ?? openForTest,
    now: () => new Date(options.now ?? '2026-03-01T12:00:00.000Z'),
    confirm: async (question) => {
      questions.push(String(question));
      if (options.confirm !== undefined) return options.confirm();
      const answer = answers.shift();
      if (answer === undefined) throw new Error(`no answer to "${String(question)}"`);
      return answer;
    },
    askText: async ({ message, check }) => {
      const text = reply(String(message));
      check(text);
      return text;
    },
    choose: async ({ message, choices, suggested }) => {
      const label = reply(String(message));
      const chosen =
        label === ''
          ? (choices.find(({ value }) => value === suggested) ?? choices[0])
          : choices.find((choice) => String(choice.label).startsWith(label));
      if (chosen === undefined) throw new Error(`"${String(message)}" does not offer "${label}"`);
      return chosen.value;
    },
    libraryWarnings: () => options.libraryWarnings ?? [],
    onInterrupt: (listener) => {
      listeners.add(listener);
      if (options.interrupted === true) queueMicrotask(listener);
      return () => listeners.delete(listener);
    },
    runProgram: async (command, args, { env }) => {
      programs.push([command, ...args]);
      environments.push(env);
      return programFailure;
    },
    written,
    questions,
    programs,
    environments,
    interrupt: () => {
      for (const listener of listeners) listener();
    },
  };
}
