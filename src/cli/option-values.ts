// Readers of option values: what they refuse is a usage error that names the option.
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';

/** A whole number of at least `least`. */
export function wholeNumber(least = 0): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^[+-]?\d+$/.test(text.trim()) || !Number.isSafeInteger(value)) {
      throw new InvalidArgumentError('It must be a whole number.');
    }
    if (value < least) throw new InvalidArgumentError(`It must be at least ${least}.`);
    return value;
  };
}

/** `--lock-timeout SECONDS`; the command gets milliseconds. */
export function lockTimeout() {
  return new Option('--lock-timeout <seconds>', 'wait so long for another process to finish')
    .argParser((text) => wholeNumber(0)(text) * 1000)
    .default(10_000, '10');
}
