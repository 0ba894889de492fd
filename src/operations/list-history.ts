import type { Session } from '../database/session.ts';
import { notFound } from '../domain/not-found.ts';
import type { Transition } from '../domain/transition.ts';
import { requireAccount } from '../store/accounts.ts';
import { listTransitions, runExists } from '../store/history.ts';
import { requirePath } from '../store/paths.ts';

export interface ListHistoryInput {
  /** Name or UUID. */
  readonly path: string | undefined;
  readonly account: string | undefined;
  readonly run: number | undefined;
  readonly limit: number;
}

export interface ListHistoryResult {
  readonly transitions: readonly Transition[];
  /** Whether there are more than `limit`. */
  readonly more: boolean;
}

/** The transitions that took effect, the newest first. Throws `not-found` (path, account, run). */
export async function listHistory(session: Session, input: ListHistoryInput): Promise<ListHistoryResult> {
  const path = input.path === undefined ? undefined : await requirePath(session, input.path);
  const account = input.account === undefined ? undefined : await requireAccount(session, input.account);
  if (input.run !== undefined && !(await runExists(session, input.run))) {
    throw notFound('run', String(input.run), []);
  }
  const filter = { pathId: path?.id, account: account?.id, run: input.run };
  const { rows, more } = await listTransitions(session, filter, input.limit);
  return { transitions: rows, more };
}
