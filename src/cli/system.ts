// Everything outside the program that a command can touch. Tests hand in a twin (test/support/test-system.ts).
import type { Database, OpenOptions } from '../database/database.ts';
import type { Target } from '../database/target/target.ts';
import type { ChoiceQuestion, TextQuestion } from './prompts/questions.ts';
import type { Paint } from './render/paint.ts';
import type { Printable } from './safe-text/printable.ts';
import type { SafeText } from './safe-text/safe-text.ts';

export interface System {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly cwd: string;
  readonly homeDirectory: string;
  /** Who runs this process, as `user@host`. */
  readonly actor: string;
  now(): Date;
  /** Opens a database. Loads only the driver that it needs. */
  openDatabase(target: Target, options: OpenOptions): Promise<Database>;
  /** Warnings of Node.js and the drivers for developers; they are not printed on stderr. */
  libraryWarnings(): readonly string[];
  /** Asks a yes-or-no question on stderr; "no" is the default. Throws `interrupted` on Ctrl-C. */
  confirm(question: Printable, paint: Paint): Promise<boolean>;
  /** Asks for a line on stderr; resolves to the trimmed line. Throws `interrupted` on Ctrl-C. */
  askText(question: TextQuestion<Printable>, paint: Paint): Promise<string>;
  /** Asks on stderr for one of several choices. Throws `interrupted` on Ctrl-C. */
  choose<Value>(question: ChoiceQuestion<Value, Printable>, paint: Paint): Promise<Value>;
  /** Calls `listener` on SIGINT or SIGTERM instead of ending the process, until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /**
   * Runs a program without a shell, with its output on stderr, and kills it after `timeoutMs`. Resolves to a description of
   * the failure, or to undefined on success.
   */
  runProgram(command: string, args: readonly string[], how: ProgramOptions): Promise<string | undefined>;
}

export interface ProgramOptions {
  readonly timeoutMs: number;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Input {
  readonly isTerminal: boolean;
  /** The input, read only as fast as it is consumed. */
  bytes(): AsyncIterable<Uint8Array>;
}

export interface Output {
  readonly isTerminal: boolean;
  /** The width of the terminal; undefined without a terminal. */
  readonly columns: number | undefined;
  /** Queues `text`. A reader that went away (`| head`) is not an error: the rest is dropped. */
  write(text: SafeText): void;
  /** Resolves when there is room for more: to false if the reader has gone away. */
  room(): Promise<boolean>;
  /** Resolves when all queued output is written; rejects on failure (disk full). */
  drained(): Promise<void>;
}
