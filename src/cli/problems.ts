// Problems of a command line, of the questions on the terminal, and of what a command reports after its result.
import { commandLine } from '../domain/command-line.ts';
import { problem } from '../domain/problem.ts';
import type { TierctlError } from '../domain/tierctl-error.ts';

interface Refused {
  readonly message: string;
  readonly hint: string;
  readonly cause: Error;
}

/** There is no such option. Fix: see `--help` of the command; the message suggests the nearest one. */
export function unknownOption({ message, hint, cause }: Refused): TierctlError {
  return problem('usage', 'unknown-option', message, { hint, cause });
}

/** There is no such command. Fix: see `tierctl --help`; the message suggests the nearest one. */
export function unknownCommand({ message, hint, cause }: Refused): TierctlError {
  return problem('usage', 'unknown-command', message, { hint, cause });
}

/** An argument is missing. Fix: give it; `--help` of the command shows all. */
export function missingArgument({ message, hint, cause }: Refused): TierctlError {
  return problem('usage', 'missing-argument', message, { hint, cause });
}

/** There are more arguments than the command takes. Fix: put a name with blanks into quotation marks. */
export function excessArguments({ message, hint, cause }: Refused): TierctlError {
  return problem('usage', 'excess-arguments', message, { hint, cause });
}

/** An option has no value. Fix: give it one. */
export function optionMissingArgument({ message, hint, cause }: Refused): TierctlError {
  return problem('usage', 'option-missing-argument', message, { hint, cause });
}

/** An option that the command always needs is missing. Fix: give it. */
export function missingMandatoryOptionValue({ message, hint, cause }: Refused): TierctlError {
  return problem('usage', 'missing-mandatory-option-value', message, { hint, cause });
}

/** Two options exclude each other. Fix: leave one of them out. */
export function conflictingOption({ message, hint, cause }: Refused): TierctlError {
  return problem('usage', 'conflicting-option', message, { hint, cause });
}

/** The value of an option or argument is not allowed. Fix: give one that is; the message says which. */
export function invalidArgument({ message, hint, cause }: Refused): TierctlError {
  return problem('usage', 'invalid-argument', message, { hint, cause });
}

/** A change needs consent, and there is no terminal to ask on. Fix: pass `--yes` to commit, or `--dry-run` to look. */
export function consentRequired(message: string, hint: string): TierctlError {
  return problem('usage', 'consent-required', message, { hint });
}

/** The question was answered with no; nothing was written. Fix: nothing is wrong. */
export function declined(): TierctlError {
  return problem('interrupted', 'declined', 'Not confirmed: nothing was written.');
}

/** The command was left with Ctrl-C or Ctrl-D. Fix: nothing is wrong; the message says if something was written. */
export function interrupted(message: string, cause?: unknown): TierctlError {
  return problem('interrupted', 'interrupted', message, { cause });
}

/** The program in `afterCommit` failed; the change is committed. Fix: run the program by hand; see the config file. */
export function afterCommitFailed(program: string, wrong: string): TierctlError {
  const message = `the change is committed, but afterCommit failed: ${program}: ${wrong}`;
  return problem('external', 'after-commit-failed', message, {
    hint: 'run it by hand; see afterCommit in the config file',
    data: { program },
  });
}

/** A command that changes what its options name got none of them. Fix: give an option. */
export function nothingToChange(hint: string): TierctlError {
  return problem('usage', 'nothing-to-change', 'no change given', { hint });
}

/** Arguments are missing, and there is no terminal to ask for them. Fix: give them. */
export function argumentsMissing(missing: readonly string[]): TierctlError {
  const message = `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing, and there is no terminal to ask on`;
  return problem('usage', 'arguments-missing', message, {
    hint: 'see: tierctl path create --help',
    data: { missing },
  });
}

/** No active product or package can be an end of the new path. Fix: create one with `tierctl item create`. */
export function noItemToChoose(side: string): TierctlError {
  return problem('refused', 'no-item-to-choose', `no item can be the ${side.toLowerCase()}`, {
    hint: 'create active products or packages first: tierctl item create ARTICLE --name NAME',
  });
}

/** `path assign` got both a path and `--none`, or neither. Fix: give one of them. */
export function pathOrNone(): TierctlError {
  return problem('usage', 'path-or-none', 'give either a path or --none', {
    hint: 'see: tierctl path assign --help',
  });
}

/** `eligible` got both an item and `--subscription`, or neither. Fix: give one of them. */
export function itemOrSubscription(): TierctlError {
  return problem('usage', 'item-or-subscription', 'give either an item or --subscription', {
    hint: 'see: tierctl eligible --help',
  });
}

/** `--add` or `--terminate` was given without subscription or target. Fix: add `--subscription` and `--to`. */
export function fitOptions(): TierctlError {
  return problem('usage', 'fit-options', '--add and --terminate apply to one subscription and one target', {
    hint: 'add --subscription ACCOUNT/NUMBER and --to ITEM',
  });
}

/** `apply` got neither files nor a plan, or a plan with options that it already includes. Fix: give `-f` or `--plan`. */
export function filesOrPlan(message: string): TierctlError {
  return problem('usage', 'files-or-plan', message, {
    hint: 'give catalogue files with -f, or a plan with --plan',
  });
}

/** The options of a diagram contradict each other, or its file has an unknown ending. Fix: see `--as` and `--file`. */
export function badDiagramOptions(message: string, hint: string): TierctlError {
  return problem('usage', 'bad-diagram-options', message, { hint });
}

/** `doctor` found errors, or with `--strict` anything. Fix: the findings name the fix; see [doctor.md](doctor.md). */
export function findings(counts: string, rules: readonly string[]): TierctlError {
  return problem('refused', 'findings', `doctor found ${counts}`, { data: { rules } });
}

/** A run or a revert was interrupted; what it did is kept. Fix: run it again, and it continues. */
export function runInterrupted(message: string, hint: string, remaining: number): TierctlError {
  return problem('interrupted', 'run-interrupted', message, { hint, data: { remaining } });
}

/** Some subscriptions of a run or a revert failed; the rest is committed. Fix: fix the cause; nothing changed for them. */
export function someFailed(message: string, hint: string, failed: unknown, refused: unknown): TierctlError {
  return problem('incomplete', 'some-failed', message, { hint, data: { failed, refused } });
}

/** Some transitions of a revert were refused; the rest is undone. Fix: the reasons are those of `run revert`. */
export function someRefused(message: string, hint: string, refused: unknown): TierctlError {
  return problem('incomplete', 'some-refused', message, { hint, data: { refused } });
}

/** The demo has no dry run. Fix: it writes to a database of its own; name one with `--database`. */
export function demoDryRun(elsewhere: string): TierctlError {
  return problem('usage', 'demo-dry-run', 'the demo has no dry run of its own', {
    hint: `it writes to a database of its own only, such as: ${commandLine`tierctl demo --database ${elsewhere}`}`,
  });
}

/** The demo is a text for people. Fix: leave `--output` out. */
export function demoOutput(format: string): TierctlError {
  const message = `the demo is a text for people; it has no form in ${format}`;
  return problem('usage', 'demo-output', message, { hint: 'run: tierctl demo -o table' });
}

/** A file of the demo's example is missing. Fix: install tierctl again. */
export function exampleMissing(file: string): TierctlError {
  return problem('config', 'example-missing', `${file} is missing from the installation`, {
    hint: 'install tierctl again',
  });
}

/** A command of the demo's tour ended unexpectedly, or was interrupted. Fix: run the demo on a new database. */
export function tourStopped(argv: readonly string[], code: number, elsewhere: string): TierctlError {
  return problem(
    code === 130 ? 'interrupted' : 'incomplete',
    'tour-stopped',
    `the tour stopped: "tierctl ${argv.join(' ')}" ended with exit code ${code}`,
    {
      hint: `the example may have been changed; a new one: ${commandLine`tierctl demo --database ${elsewhere}`}`,
    },
  );
}
