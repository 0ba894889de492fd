export interface ReasonCount<Reason extends string> {
  readonly reason: Reason;
  readonly count: number;
}

/** Adds up the counts of several parts by reason, in the order of the reasons. */
export function addUpReasons<Reason extends string>(
  counts: readonly ReasonCount<Reason>[],
): ReasonCount<Reason>[] {
  const sums = new Map<Reason, number>();
  for (const { reason, count } of counts) sums.set(reason, count + (sums.get(reason) ?? 0));
  return [...sums]
    .map(([reason, count]) => ({ reason, count }))
    .sort((one, other) => (one.reason < other.reason ? -1 : 1));
}
