// Converts PostgreSQL's values to tierctl's: dates as text, instants as ISO 8601 in UTC, 64-bit integers as numbers.
import { dateStyle } from '../problems.ts';

const DATE = 1082;
const TIMESTAMP_WITH_ZONE = 1184;
const INT8 = 20;
const NUMERIC = 1700;

export const postgresParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [DATE]: isoDate,
  [TIMESTAMP_WITH_ZONE]: (text) => new Date(isoDate(text)).toISOString(),
  [INT8]: safeInteger,
  [NUMERIC]: Number,
};

// A pooler may have lost the DateStyle that every connection starts with (session-settings.ts).
function isoDate(text: string): string {
  if (/^\d{4,}-\d\d-\d\d/.test(text)) return text;
  throw dateStyle(text);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer ${text} is too large to be exact`);
  return value;
}
