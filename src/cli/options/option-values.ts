// Parsers of option values. What they refuse becomes a usage error that names the option.
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { DEFAULT_LOCK_TIMEOUT_S, LONGEST_LOCK_TIMEOUT_S } from '../settings/lock-timeout.ts';

/** The largest number that fits into an integer column on every engine. */
const LARGEST_INTEGER = 2 ** 31 - 1;

/** A whole number of at least `least` and at most `most`. */
export function wholeNumber(least = 0, most = LARGEST_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^[+-]?\d+$/.test(text.trim()) || !Number.isSafeInteger(value)) {
      throw new InvalidArgumentError('It must be a whole number.');
    }
    if (value < least) throw new InvalidArgumentError(`It must be at least ${least}.`);
    if (value > most) throw new InvalidArgumentError(`It must be at most ${most}.`);
    return value;
  };
}

/** For an option that may be given several times, such as `--renewal P1M --renewal P1Y`: its values in order. */
export function repeatable(
  value: string,
  previous: readonly string[] | false | undefined,
): readonly string[] {
  // False where `--no-…` came before.
  return [...(previous || []), value];
}

/** `--lock-timeout SECONDS`. */
export function lockTimeout() {
  return new Option(
    '--lock-timeout <seconds>',
    `maximum wait for what another process locks (default: ${DEFAULT_LOCK_TIMEOUT_S})`,
  ).argParser(wholeNumber(0, LONGEST_LOCK_TIMEOUT_S));
}
