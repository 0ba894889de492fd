// Reads the members of a record one by one; each error is a TierctlError whose message names the member.

import { type NoDate, parseDate } from '../calendar.ts';
import { namedProblem, type TierctlError } from '../tierctl-error.ts';
import { badValue, missingValue } from './problems.ts';

export type RecordValues = Readonly<Record<string, unknown>>;

/** A text; undefined where it is absent, null or empty. Throws `usage` (`bad-value`). */
export function readText(values: RecordValues, name: string): string | undefined {
  const value = values[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw wrongType(name, value, 'a text');
  return storable(name, value);
}

/** Like readText, but throws `usage` (`missing-value`) if there is no value. */
export function requireText(values: RecordValues, name: string): string {
  return required(name, readText(values, name));
}

/** Returns `text` if defined. Throws `usage` (`missing-value`). */
export function required(name: string, text: string | undefined): string {
  if (text !== undefined) return text;
  throw missingValue(`"${name}" is missing`);
}

/** A text, a number or true or false, as text. Throws `usage` (`bad-value`). */
export function readScalar(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw wrongType(name, value, 'a single value');
  return storable(name, value);
}

/** A whole number, also if written as text. Throws `usage` (`bad-value`). */
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
  throw wrongType(name, values[name], `a whole number from ${least} to ${most}`);
}

/** An object with members. Throws `usage` (`bad-value`). */
export function readObject(name: string, value: unknown): RecordValues {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as RecordValues;
  throw wrongType(name, value, 'an object');
}

/** Throws `usage` (`bad-value`). */
export function readArray(name: string, value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw wrongType(name, value, 'an array');
}

const MOST_REMEMBERED = 20_000;

/**
 * Reads dates, and caches the valid ones: a large file repeats the same few dates. The reader takes the
 * member's name and how to write "no date" there, and throws `usage` (`bad-date`).
 */
export function dateReader(): (name: string, text: string, none: NoDate) => string {
  const known = new Set<string>();
  return (name, text, none) => {
    if (known.has(text)) return text;
    const date = namedDate(name, text, none);
    if (known.size < MOST_REMEMBERED) known.add(date);
    return date;
  };
}

function namedDate(name: string, text: string, none: NoDate): string {
  try {
    return parseDate(text, none);
  } catch (error) {
    throw namedProblem(`"${name}"`, error);
  }
}

/** The text of a date. Throws `usage` (`bad-value`): JSON has no dates, and a number could be days or seconds. */
export function readDateText(values: RecordValues, name: string): string | undefined {
  const value = values[name];
  if (value !== null && value !== undefined && typeof value !== 'string') {
    throw wrongType(name, value, 'a date such as "2026-03-31"');
  }
  return readText(values, name);
}

// No engine stores half a surrogate pair, and one engine stores no NUL.
function storable(name: string, text: string): string {
  if (!/[\0\p{Cs}]/u.test(text)) return text;
  throw badValue(`"${name}" holds a character that cannot be stored`);
}

function wrongType(name: string, value: unknown, wanted: string): TierctlError {
  const shown = JSON.stringify(value);
  const short = shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
  return badValue(`"${name}" must be ${wanted}, not ${short}`);
}
