// Calendar arithmetic by hand, so that an oracle does not lean on the calendar it judges.

/** The day after, or before with `-1`. */
export function dayAfter(date: string, days = 1): string {
  const [year, month, day] = partsOf(date);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** `P1M5D`: months first, clamped to the last day of the month they lead to, then days. */
export function afterTerm(start: string, term: string): string {
  const [, months = '0', weeks = '0', days = '0'] = /^P(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(term) ?? [];
  const [year, month, day] = partsOf(start);
  const last = new Date(Date.UTC(year, month - 1 + Number(months) + 1, 0));
  const clamped = Math.min(day, last.getUTCDate());
  const moved = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), clamped));
  return dayAfter(moved.toISOString().slice(0, 10), 7 * Number(weeks) + Number(days));
}

function partsOf(date: string): [number, number, number] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [year, month, day];
}
