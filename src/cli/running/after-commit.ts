import type { Context } from '../context.ts';
import { afterCommitFailed } from '../problems.ts';

const TIMEOUT_MS = 30_000;

/**
 * Runs the configured program that publishes the change (the seed: "run iisrseset, which will refresh the cache
 * and apply the changes"). Throws `external` (`after-commit-failed`); the change stays committed.
 */
export async function runAfterCommit({ config, system, detail, childEnvironment }: Context): Promise<void> {
  if (config.afterCommit === undefined) return;
  const [command, ...args] = config.afterCommit;
  // The arguments are not printed: one of them may be a token.
  detail(`afterCommit: ${command}`);
  const wrong = await system.runProgram(command, args, { timeoutMs: TIMEOUT_MS, env: childEnvironment() });
  if (wrong === undefined) return;
  throw afterCommitFailed(command, wrong);
}
