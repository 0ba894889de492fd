import type { GateCode, Move } from '../../../domain/groups/move.ts';
import type { MatrixRow } from '../../../domain/groups/move-matrix.ts';

/** A verdict as a sign: one of a matrix's squares. */
export type MoveMark = 'up' | 'down' | 'equivalent' | 'blocked' | 'no';

/** For a legend, in its order. */
export const MARK_MEANINGS: Readonly<Record<MoveMark, string>> = {
  up: 'may move up',
  down: 'may move down',
  equivalent: 'same level, no move',
  blocked: 'the flags allow it; renewal periods or an inactive target do not',
  no: 'the flags do not allow it',
};

/** What the flags have no say in. */
const BESIDE_FLAGS: readonly GateCode[] = ['renewal-period', 'target-active'];

/** `blocked` is what the flags allow and renewal periods or an inactive target forbid; `no` is what the flags forbid. */
export function moveMark({ direction, eligible, gates }: Move): MoveMark {
  if (direction === 'none') return 'equivalent';
  if (eligible) return direction === 'upgrade' ? 'up' : 'down';
  const failed = gates.filter(({ passed }) => passed === false);
  return failed.every(({ code }) => BESIDE_FLAGS.includes(code)) ? 'blocked' : 'no';
}

export type Square = MoveMark | 'itself';

/** A row of the matrix, the square of the source itself with the others. */
export function squares({ moves }: MatrixRow, row: number): Square[] {
  const marks: Square[] = moves.map(moveMark);
  marks.splice(row, 0, 'itself');
  return marks;
}
