import { shellWord } from '../../shell-word.ts';

/** `tierctl member update Webhosting HST-GOLD --level 3`, quoted for a shell. */
export function fixCommand(
  verb: string,
  operands: readonly string[],
  options: readonly string[] = [],
): string {
  // A name that begins with a dash would be read as an option.
  const dashed = operands.some((operand) => operand.startsWith('-'));
  const words = dashed ? [...options, '--', ...operands] : [...operands, ...options];
  return ['tierctl', verb, ...words.map(shellWord)].join(' ');
}
