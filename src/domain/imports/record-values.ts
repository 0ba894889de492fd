// Reads the members of a record one by one; what is wrong is a TierctlError whose message names the member.
import { isOutOfRange, parseDate } from '../calendar.ts';
import { TierctlError } from '../tierctl-error.ts';

export type RecordValues = Readonly<Record<string, unknown>>;

/** A text; undefined where it is absent, null or empty. Throws `usage` (`bad-value`). */
export function readText(values: RecordValues, name: string): string | undefined {
  const value = values[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw badValue(name, value, 'a text');
  return storable(name, value);
}

/** As readText, but throws `usage` (`missing-value`) where there is none. */
export function requireText(values: RecordValues, name: string): string {
  const text = readText(values, name);
  if (text !== undefined) return text;
  throw new TierctlError('usage', 'missing-value', `"${name}" is missing`);
}

/** A text, a number or true or false, as text. Throws `usage` (`bad-value`). */
export function readScalar(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw badValue(name, value, 'a single value');
  return storable(name, value);
}

/** A whole number, also where it is written as text. Throws `usage` (`bad-value`). */
export function readWholeNumber(
  values: RecordValues,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const text = readScalar(name, values[name]);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw badValue(name, values[name], `a whole number from ${least} to ${most}`);
}

/** An object with members. Throws `usage` (`bad-value`). */
export function readObject(name: string, value: unknown): RecordValues {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as RecordValues;
  throw badValue(name, value, 'an object');
}

/** Throws `usage` (`bad-value`). */
export function readArray(name: string, value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw badValue(name, value, 'an array');
}

const MOST_REMEMBERED = 20_000;

/**
 * Reads dates, and remembers those that were right: a large file has the same few over and over. The reader takes the
 * member's name too, and throws `usage` (`bad-date`).
 */
export function dateReader(): (name: string, text: string) => string {
  const known = new Set<string>();
  return (name, text) => {
    if (known.has(text)) return text;
    const date = namedDate(name, text);
    if (known.size < MOST_REMEMBERED) known.add(date);
    return date;
  };
}

function namedDate(name: string, text: string): string {
  try {
    return parseDate(text);
  } catch (error) {
    if (!(error instanceof TierctlError)) throw error;
    // A list of problems has no room for hints, and a day for "no end" is what other programs export most often.
    const remedy = name === 'end' && isOutOfRange(text) ? '; write none where there is no end' : '';
    throw new TierctlError(error.kind, error.code, `"${name}": ${error.message}${remedy}`, { cause: error });
  }
}

// No engine stores half a character, and one of them no NUL.
function storable(name: string, text: string): string {
  if (!/[\0\p{Cs}]/u.test(text)) return text;
  throw new TierctlError('usage', 'bad-value', `"${name}" holds a character that cannot be stored`);
}

function badValue(name: string, value: unknown, wanted: string): TierctlError {
  const shown = JSON.stringify(value);
  const short = shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
  return new TierctlError('usage', 'bad-value', `"${name}" must be ${wanted}, not ${short}`);
}
