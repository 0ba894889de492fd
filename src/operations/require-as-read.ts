import { isDeepStrictEqual } from 'node:util';
import { changedMeanwhile } from '../domain/changed-meanwhile.ts';

/**
 * For what hangs below a row that is this transaction's own by now: `now` is it, read again. Throws `conflict`
 * (`changed-meanwhile`), naming `what`.
 */
export function requireAsRead<Shape>(what: string, before: Shape, now: Shape): void {
  if (!isDeepStrictEqual(before, now)) throw changedMeanwhile(what);
}
