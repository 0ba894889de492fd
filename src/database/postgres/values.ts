// PostgreSQL's values as tierctl has them: dates as text, instants as ISO 8601 in UTC, 64-bit integers as numbers.
const DATE = 1082;
const TIMESTAMP_WITH_ZONE = 1184;
const INT8 = 20;
const NUMERIC = 1700;

export const postgresParsers: Readonly<Record<number, (text: string) => unknown>> = {
  [DATE]: (text) => text,
  [TIMESTAMP_WITH_ZONE]: (text) => new Date(text).toISOString(),
  [INT8]: safeInteger,
  [NUMERIC]: Number,
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer ${text} is too large to be exact`);
  return value;
}
