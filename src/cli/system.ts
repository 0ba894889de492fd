// Everything outside the program that a command can touch. Tests hand in a twin (test/support/test-system.ts).
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
  /** What Node.js and the drivers have warned developers of; nothing of it is on stderr by itself. */
  libraryWarnings(): readonly string[];
  /** Asks a yes-or-no question on stderr; "no" is the default. Throws `interrupted` on Ctrl-C. */
  confirm(question: Printable, paint: Paint): Promise<boolean>;
  /** Asks for a line on stderr; resolves to it without blanks around it. Throws `interrupted` on Ctrl-C. */
  askText(question: TextQuestion<Printable>, paint: Paint): Promise<string>;
  /** Asks on stderr to choose one. Throws `interrupted` on Ctrl-C. */
  choose<Value>(question: ChoiceQuestion<Value, Printable>, paint: Paint): Promise<Value>;
  /** Calls `listener` on SIGINT or SIGTERM instead of ending the process, until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /**
   * Runs a program without a shell, its output on stderr, and ends it after `timeoutMs`. Resolves to what was wrong, in
   * words, or to undefined when it ended well.
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
  /** What comes in, read only as fast as it is taken. */
  bytes(): AsyncIterable<Uint8Array>;
}

export interface Output {
  readonly isTerminal: boolean;
  /** Of the terminal; undefined where the stream is none. */
  readonly columns: number | undefined;
  /** Queues `text`. A reader that went away (`| head`) is no error: what it did not want is dropped. */
  write(text: SafeText): void;
  /** Resolves when there is room for more: to false where the reader went away, and more would be in vain. */
  room(): Promise<boolean>;
  /** Resolves when everything queued has left the process; rejects when it could not (disk full). */
  drained(): Promise<void>;
}
