import { commandLine } from '../command-line.ts';
import { TierctlError } from '../tierctl-error.ts';

/**
 * A run as of a future day ends subscriptions that customers still have; a typing error in the date is enough. Throws
 * `refused` (`as-of-in-future`) unless `allowed`. `today` is in the configured time zone.
 */
export function refuseFutureRun(asOf: string, today: string, allowed: boolean): void {
  if (asOf <= today || allowed) return;
  throw new TierctlError('refused', 'as-of-in-future', `${asOf} is in the future: today is ${today}`, {
    hint: `to look ahead, add --dry-run or run: ${commandLine`tierctl upcoming --until ${asOf}`}; to commit it, add --future`,
    data: { asOf, today },
  });
}
