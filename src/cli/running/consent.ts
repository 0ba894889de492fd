// The one rule about changes: --dry-run rolls back, --yes commits, a terminal is asked, everything else is refused.

import type { Context } from '../context.ts';
import { consentRequired, declined } from '../problems.ts';
import { printable } from '../safe-text/printable.ts';

export type Consent = 'dry-run' | 'commit' | 'ask';

/** How a change of this call may end. Throws `usage` (`consent-required`) without a terminal to ask on. */
export function consent({ options, system }: Context): Consent {
  if (options.dryRun === true) return 'dry-run';
  if (options.yes === true || system.env.TIERCTL_YES === '1') return 'commit';
  // Both streams: an answer from a pipe (`yes | tierctl …`) does not come from a person.
  if (system.stdin.isTerminal && system.stderr.isTerminal) return 'ask';
  throw consentRequired(
    'this would change the database, and there is no terminal to ask on',
    'pass --yes (or set TIERCTL_YES=1) to commit, or --dry-run to see what it would do',
  );
}

/** Asks for the commit on the terminal. Throws `interrupted` (`declined`) unless the answer is yes. */
export async function askToCommit({ system, terminal }: Context): Promise<void> {
  if (await system.confirm(printable('Commit this change?'), terminal.paint)) return;
  throw declined();
}
