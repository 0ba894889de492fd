// The one place where errors become text and exit code.

import { CommanderError } from '@commander-js/extra-typings';
import type { ErrorKind, ProblemCode } from '../domain/problem-codes.ts';
import { TierctlError } from '../domain/tierctl-error.ts';
import { Answer, EXIT_CODES, UNEXPECTED } from './exit-codes.ts';
import { type Format, SCHEMA_VERSION } from './output/output.ts';
import {
  conflictingOption,
  excessArguments,
  invalidArgument,
  missingArgument,
  missingMandatoryOptionValue,
  optionMissingArgument,
  unknownCommand,
  unknownOption,
} from './problems.ts';
import type { Paint } from './render/paint.ts';
import { type Json, jsonText } from './safe-text/json-text.ts';
import { lines, type Printable, printableLines, show, type Text } from './safe-text/printable.ts';

/** Before further lines of a message, so that none looks like a hint. */
const GOES_ON = '  ';

export interface Failure {
  readonly kind: ErrorKind | 'unexpected';
  readonly code: ProblemCode | 'unexpected';
  readonly message: string;
  readonly hint: string | undefined;
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly exitCode: number;
  /** The stack trace, with causes; for --verbose. */
  readonly trace: string;
}

/** Commander also throws for help and version, which are not failures. Undefined for failures. */
export function quietExitCode(error: unknown): number | undefined {
  if (error instanceof Answer) return error.exitCode;
  if (!(error instanceof CommanderError)) return undefined;
  if (error.exitCode === 0) return 0;
  // A noun without its verb: its help is already on stderr, and is better than a message.
  return error.code === 'commander.help' ? EXIT_CODES.usage : undefined;
}

/** `commandLine` is the command for the help hint of usage errors, such as `tierctl group create`. */
export function describeError(error: unknown, commandLine: string): Failure {
  const trace = traceOf(error);
  const known = error instanceof CommanderError ? commandLineProblem(error, commandLine) : error;
  if (known instanceof TierctlError) {
    const { kind, code, message, hint, data } = known;
    return { kind, code, message, hint, data, exitCode: EXIT_CODES[kind], trace };
  }
  return {
    kind: 'unexpected',
    code: 'unexpected',
    message: error instanceof Error ? error.message || error.name : String(error),
    hint: 'run it again with --verbose for a stack trace',
    data: undefined,
    exitCode: UNEXPECTED,
    trace,
  };
}

export function formatFailure(
  failure: Failure,
  how: { readonly format: Format; readonly verbose: boolean; readonly paint: Paint },
): Printable | Json {
  const { kind, code, message, hint, data } = failure;
  if (how.format === 'json' || how.format === 'ndjson') {
    const trace = how.verbose ? { trace: failure.trace } : {};
    const error = { kind, code, message, hint: hint ?? null, data: data ?? null, ...trace };
    return jsonText({ schemaVersion: SCHEMA_VERSION, error });
  }
  const sentence = printableLines(message, GOES_ON);
  const output: Text[] = [kind === 'interrupted' ? sentence : show`${how.paint.bad('error:')} ${sentence}`];
  if (hint !== undefined) output.push(show`${how.paint.faint('hint:')} ${printableLines(hint, GOES_ON)}`);
  if (how.verbose) output.push(how.paint.faint(printableLines(failure.trace, GOES_ON)));
  return show`${lines(output)}\n`;
}

const COMMANDER_PROBLEMS: Readonly<Record<string, typeof invalidArgument>> = {
  'commander.unknownOption': unknownOption,
  'commander.unknownCommand': unknownCommand,
  'commander.missingArgument': missingArgument,
  'commander.excessArguments': excessArguments,
  'commander.optionMissingArgument': optionMissingArgument,
  'commander.missingMandatoryOptionValue': missingMandatoryOptionValue,
  'commander.conflictingOption': conflictingOption,
};

// Commander writes `error: unknown option '--dry'\n(Did you mean --dry-run?)`, and calls values of arguments
// `command-argument value 'x' is invalid for argument 'id'.`, though those of options `option '--run <id>' argument 'x' is
// invalid.`
function commandLineProblem(error: CommanderError, commandLine: string): TierctlError {
  const [first = '', ...rest] = error.message
    .replace(/^error: /, '')
    .replace(
      /^command-argument value ('.*') is invalid for argument ('.*?')\./s,
      'argument $2: $1 is invalid.',
    )
    .split('\n');
  const suggestion = rest.join(' ').replace(/^\(Did (.*)\)$/, 'did $1');
  const problemOf = COMMANDER_PROBLEMS[error.code] ?? invalidArgument;
  return problemOf({
    message: suggestion === '' ? first : `${first}; ${suggestion}`,
    hint: `see: ${commandLine} --help`,
    cause: error,
  });
}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by: ${traceOf(error.cause)}`;
}
