/** The closed set of error kinds; each has one exit code (docs/exit-codes.md). */
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
  /** How to fix it, as a sentence or a command. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** Values for programs; they appear in the JSON form of the error. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** An expected error. Everything else is an unexpected failure. */
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

/** The thrown error, with the name of the affected value before its message. */
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
 * Message and hint of an error about a value, as one sentence for places without room for a hint, such as the line of a
 * file. A hint that names a command or its options applies to the command line only and is left out.
 */
export function problemText({ kind, message, hint }: TierctlError): string {
  if ((kind !== 'usage' && kind !== 'refused') || hint === undefined || /--|\btierctl /.test(hint))
    return message;
  return `${message}: ${hint}`;
}
