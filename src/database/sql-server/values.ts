// Converts SQL Server's values to tierctl's, the same as for PostgreSQL: dates as text, instants as ISO 8601 in UTC,
// 64-bit integers as numbers. tedious returns Date objects and, for bigint, strings.

export function convertValue(typeName: string, value: unknown): unknown {
  if (value instanceof Date)
    return typeName === 'Date' ? value.toISOString().slice(0, 10) : value.toISOString();
  // A nullable bigint arrives as IntN; no other integer is ever a string.
  if (typeof value === 'string' && (typeName === 'BigInt' || typeName === 'IntN')) return safeInteger(value);
  return value;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer ${text} is too large to be exact`);
  return value;
}
