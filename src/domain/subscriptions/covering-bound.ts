// A lower bound on the units that cover a need. It is never too high, so what it excludes is certainly impossible.

/** One kind of thing to cover a need with. */
export interface Cover {
  /** What one unit gives, service by service, in the order of the need. */
  readonly gives: readonly number[];
  /** The maximum number of units; Infinity where unlimited. */
  readonly most: number;
}

/** Far above the rounding error of floating-point sums; the bound is lowered by this amount. */
const TOLERANCE = 1e-9;
const LARGEST_PIVOT_COUNT = 500;

/**
 * At least this many units are needed to cover `need`; Infinity if no number does. Give each service any price: a
 * selection that covers the need is worth at least the need's price, so counting the most valuable units gives a bound.
 * Each service alone is such a price list; the best one is the dual of the linear program (a selection in fractions).
 * Any price list is valid, so rounding within the simplex can make the bound weaker, never wrong.
 */
export function leastUnits(need: readonly number[], covers: readonly Cover[]): number {
  const open = need.flatMap((amount, service) => (amount > 0 ? [service] : []));
  // As a share of the need; a unit counts at most as all of it.
  const shares = covers.map(({ gives }) =>
    open.map((service) => Math.min(1, (gives[service] ?? 0) / (need[service] ?? 1))),
  );
  const most = covers.map((cover) => cover.most);
  let least = 0;
  for (let service = 0; service < open.length; service++) {
    least = Math.max(
      least,
      unitsToReach(
        1,
        shares.map((share) => share[service] ?? 0),
        most,
      ),
    );
  }
  if (open.length < 2 || least === Number.POSITIVE_INFINITY) return least;
  const prices = dualPrices(shares, most);
  const worth = shares.map((share) => share.reduce((sum, part, at) => sum + part * (prices[at] ?? 0), 0));
  return Math.max(
    least,
    unitsToReach(
      prices.reduce((sum, price) => sum + price, 0),
      worth,
      most,
    ),
  );
}

/** How many of the units, the most valuable first, are worth `total`. */
function unitsToReach(total: number, worth: readonly number[], most: readonly number[]): number {
  const order = worth.map((_, at) => at).sort((one, other) => (worth[other] ?? 0) - (worth[one] ?? 0));
  let left = total * (1 - TOLERANCE);
  let units = 0;
  for (const at of order) {
    if (left <= 0) return units;
    const value = worth[at] ?? 0;
    if (value <= 0) break;
    const count = Math.min(most[at] ?? 0, Math.ceil(left / value));
    units += count;
    left -= count * value;
  }
  return left <= 0 ? units : Number.POSITIVE_INFINITY;
}

/**
 * Prices w ≥ 0 that make the bound high: max Σ w − Σ most·z, where for each cover Σ share·w − z ≤ 1, z ≥ 0. The simplex
 * method in a condensed tableau: a row for each cover, a column for each price and each limited cover's z.
 */
function dualPrices(shares: readonly (readonly number[])[], most: readonly number[]): number[] {
  const services = shares[0]?.length ?? 0;
  const limited = most.flatMap((count, cover) => (Number.isFinite(count) ? [cover] : []));
  const columns = services + limited.length;
  const rows = shares.map((share, cover) => [...share, ...limited.map((one) => (one === cover ? -1 : 0)), 1]);
  const objective = [...Array<number>(services).fill(1), ...limited.map((cover) => -(most[cover] ?? 0)), 0];
  // Which variable is at which position: those below `columns` are prices and z, the others slack.
  const outside = objective.slice(0, columns).map((_, at) => at);
  const inside = rows.map((_, at) => columns + at);
  for (let count = 0; count < LARGEST_PIVOT_COUNT; count++) {
    const column = entering(objective, columns, outside, count > LARGEST_PIVOT_COUNT / 2);
    if (column === -1) break;
    const row = leaving(rows, column, columns);
    if (row === -1) break;
    pivot([...rows, objective], row, column);
    [inside[row], outside[column]] = [outside[column] ?? 0, inside[row] ?? 0];
  }
  const prices = Array<number>(services).fill(0);
  inside.forEach((variable, row) => {
    if (variable < services) prices[variable] = Math.max(0, rows[row]?.[columns] ?? 0);
  });
  return prices;
}

/** The column with the largest gain; if the method may be cycling, the first column with any gain. */
function entering(
  objective: readonly number[],
  columns: number,
  outside: readonly number[],
  first: boolean,
): number {
  let found = -1;
  for (let at = 0; at < columns; at++) {
    if ((objective[at] ?? 0) <= TOLERANCE) continue;
    if (found === -1) found = at;
    else if (
      first ? (outside[at] ?? 0) < (outside[found] ?? 0) : (objective[at] ?? 0) > (objective[found] ?? 0)
    )
      found = at;
  }
  return found;
}

function leaving(rows: readonly (readonly number[])[], column: number, last: number): number {
  let found = -1;
  let least = Number.POSITIVE_INFINITY;
  rows.forEach((row, at) => {
    const step = row[column] ?? 0;
    if (step <= TOLERANCE) return;
    const ratio = (row[last] ?? 0) / step;
    if (ratio < least) {
      least = ratio;
      found = at;
    }
  });
  return found;
}

function pivot(tableau: readonly number[][], row: number, column: number): void {
  const turning = tableau[row] ?? [];
  const by = turning[column] ?? 1;
  for (const other of tableau) {
    if (other === turning) continue;
    const factor = (other[column] ?? 0) / by;
    for (let at = 0; at < other.length; at++) {
      if (at !== column) other[at] = (other[at] ?? 0) - factor * (turning[at] ?? 0);
    }
    other[column] = -factor;
  }
  for (let at = 0; at < turning.length; at++) turning[at] = at === column ? 1 / by : (turning[at] ?? 0) / by;
}
