import { TierctlError } from '../domain/tierctl-error.ts';
import type { Context } from './context.ts';

/**
 * Runs the configured command that makes other programs see the change (the seed: "run iisrseset, which will refresh
 * the cache and apply the changes"). Throws `incomplete` (`after-commit-failed`); the change stays committed.
 */
export async function runAfterCommit({ config: { afterCommit }, system, detail }: Context): Promise<void> {
  if (afterCommit === undefined) return;
  detail(`afterCommit: ${afterCommit}`);
  const exitCode = await system.runShell(afterCommit);
  if (exitCode === 0) return;
  throw new TierctlError(
    'incomplete',
    'after-commit-failed',
    `the change is committed, but "${afterCommit}" failed with exit code ${exitCode}`,
    { hint: 'run it by hand; the config file names it in afterCommit', data: { afterCommit, exitCode } },
  );
}
