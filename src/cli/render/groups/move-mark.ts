import type { GateCode, Move } from '../../../domain/groups/move.ts';
import type { MatrixRow } from '../../../domain/groups/move-matrix.ts';

/** A verdict as a sign in a cell of the matrix. */
export type MoveMark = 'up' | 'down' | 'equivalent' | 'blocked' | 'no';

/** For a legend, in its order. */
export const MARK_MEANINGS: Readonly<Record<MoveMark, string>> = {
  up: 'upgrade allowed',
  down: 'downgrade allowed',
  equivalent: 'same level, no switch',
  blocked: 'allowed by the flags, but not by renewal periods or an inactive target',
  no: 'not allowed by the flags',
};

/** The gates that do not depend on the flags of the ladder. */
const BESIDE_FLAGS: Readonly<Record<GateCode, boolean>> = {
  'same-group': false,
  'different-level': false,
  'source-flag': false,
  'target-flag': false,
  'renewal-period': true,
  'target-active': true,
  'subscription-active': true,
  'no-pending-change': true,
  fits: true,
};

/** `blocked`: allowed by the flags, forbidden by renewal periods or an inactive target. `no`: forbidden by the flags. */
export function moveMark({ direction, eligible, gates }: Move): MoveMark {
  if (direction === 'none') return 'equivalent';
  if (eligible) return direction === 'upgrade' ? 'up' : 'down';
  const failed = gates.filter(({ passed }) => passed === false);
  return failed.every(({ code }) => BESIDE_FLAGS[code]) ? 'blocked' : 'no';
}

export type Square = MoveMark | 'itself';

/** A row of the matrix, including the cell of the source itself. */
export function squares({ moves }: MatrixRow, row: number): Square[] {
  const marks: Square[] = moves.map(moveMark);
  marks.splice(row, 0, 'itself');
  return marks;
}
