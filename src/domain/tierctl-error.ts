import type { ErrorKind, ProblemCode } from './problem-codes.ts';

export interface ErrorDetails {
  /** How to fix it, as a sentence or a command. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  /** Values for programs; they appear in the JSON form of the error. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
}

/** An expected error. Everything else is an unexpected failure. */
export class TierctlError extends Error {
  override readonly name = 'TierctlError';
  readonly hint: string | undefined;
  readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly code: ProblemCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.hint = details.hint;
    this.data = details.data;
  }
}

export function hasCode(error: unknown, code: ProblemCode): error is TierctlError {
  return error instanceof TierctlError && error.code === code;
}

/** The same problem with another message, which says more about the place, and with what `details` replaces. */
export function restated(error: TierctlError, message: string, details: ErrorDetails = {}): TierctlError {
  const { kind, code, hint, data } = error;
  return new TierctlError(kind, code, message, { hint, data, cause: error, ...details });
}

/** The thrown error, with the name of the affected value before its message. */
export function namedProblem(name: string, error: unknown): unknown {
  return error instanceof TierctlError ? restated(error, `${name}: ${error.message}`) : error;
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
