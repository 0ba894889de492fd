/** The closed set of ways in which tierctl declines; each has one exit code (docs/exit-codes.md). */
export type ErrorKind =
  | 'usage'
  | 'config'
  | 'not-found'
  | 'conflict'
  | 'refused'
  | 'busy'
  | 'incomplete'
  | 'external'
  | 'interrupted';

export interface ErrorDetails {
  /** What to do about it, as a sentence or a command. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** Values a program may want to read; they appear in the JSON form of the error. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Anything that went wrong in a way tierctl foresaw. Everything else is an unexpected failure. */
export class TierctlError extends Error {
  override readonly name = 'TierctlError';
  readonly hint: string | undefined;
  readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(
    readonly kind: ErrorKind,
    /** Stable kebab-case code, such as `item-not-found`. */
    readonly code: string,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.hint = details.hint;
    this.data = details.data;
  }
}

export function hasCode(error: unknown, code: string): error is TierctlError {
  return error instanceof TierctlError && error.code === code;
}

/** What was thrown, with the name of the value that it is about before its message. */
export function namedProblem(name: string, error: unknown): unknown {
  if (!(error instanceof TierctlError)) return error;
  const { kind, code, message, hint, data } = error;
  return new TierctlError(kind, code, `${name}: ${message}`, {
    ...(hint !== undefined && { hint }),
    ...(data !== undefined && { data }),
    cause: error,
  });
}

/**
 * Message and hint of what is wrong with a value, as one sentence for places that have no room for a hint, such as the line of a
 * file. A hint that names a command or its options speaks of the command line, and is left out.
 */
export function problemText({ kind, message, hint }: TierctlError): string {
  if ((kind !== 'usage' && kind !== 'refused') || hint === undefined || /--|\btierctl /.test(hint))
    return message;
  return `${message}: ${hint}`;
}
