// Problems of records. Those of one record are reported together, as `records-invalid`.
import { problem } from '../problem.ts';
import type { TierctlError } from '../tierctl-error.ts';
import type { RejectedRecord } from './record-file.ts';

/** Records of a file cannot be imported; nothing was written. Fix: correct them, or pass `--skip-invalid FILE`. */
export function recordsInvalid(
  file: string,
  { rows, rejected }: { readonly rows: number; readonly rejected: number },
  listed: readonly RejectedRecord[],
  remedies: readonly string[],
): TierctlError {
  const lines = listed.map(({ line, reason }) => `\nline ${line}: ${reason}`);
  const more = rejected > listed.length ? `\nand ${rejected - listed.length} more` : '';
  const message = `${rejected} of ${rows} records in ${file} cannot be imported; nothing was written${lines.join('')}${more}`;
  return problem('refused', 'records-invalid', message, {
    hint: `correct them, or pass --skip-invalid FILE to import the others and have these in that file${remedies.map((text) => `; ${text}`).join('')}`,
    data: {
      file,
      rows,
      rejected,
      problems: listed.map(({ line, code, reason }) => ({ line, code, reason })),
    },
  });
}

/** A record lacks a value. Fix: give it; see [import.md](import.md). */
export function missingValue(message: string): TierctlError {
  return problem('usage', 'missing-value', message);
}

/** A record has a value of another type or form than its member takes. Fix: correct it; the message says what it takes. */
export function badValue(message: string): TierctlError {
  return problem('usage', 'bad-value', message);
}

/** A component has dates of its own, which an import cannot make. Fix: add it with `subscription component add`. */
export function componentDates(product: string): TierctlError {
  const message = `a component ${product} has dates of its own, which an import cannot make`;
  return problem('refused', 'component-dates', message);
}

/** A record of an ended subscription cannot be added. Fix: leave it out; an import adds active subscriptions only. */
export function statusEnded(): TierctlError {
  return problem('refused', 'status-ended', 'it has ended: only active subscriptions can be added');
}
