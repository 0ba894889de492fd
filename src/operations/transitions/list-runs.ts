import type { Session } from '../../database/session.ts';
import type { Run } from '../../domain/transitions/run.ts';
import { runPage } from '../../store/transitions/runs/runs.ts';

export interface ListRunsResult {
  readonly runs: readonly Run[];
  /** Whether there are more than `limit`. */
  readonly more: boolean;
}

/** The runs, the newest first: `run-transitions`, changes by hand, and reverts. */
export async function listRuns(
  session: Session,
  { limit }: { readonly limit: number },
): Promise<ListRunsResult> {
  const { rows, more } = await runPage(session, limit);
  return { runs: rows, more };
}
