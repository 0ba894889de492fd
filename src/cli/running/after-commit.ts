import { TierctlError } from '../../domain/tierctl-error.ts';
import type { Context } from '../context.ts';

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
  throw new TierctlError(
    'external',
    'after-commit-failed',
    `the change is committed, but afterCommit failed: ${command}: ${wrong}`,
    { hint: 'run it by hand; see afterCommit in the config file', data: { program: command } },
  );
}
