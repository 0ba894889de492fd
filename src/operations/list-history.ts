import type { Session } from '../database/session.ts';
import { notFound } from '../domain/not-found.ts';
import type { Transition } from '../domain/transition.ts';
import { requireAccount } from '../store/accounts.ts';
import { type HistoryFilter, listTransitions, runExists, streamTransitions } from '../store/history.ts';
import { requirePath } from '../store/paths.ts';

export interface WantedHistory {
  /** Name or UUID. */
  readonly path: string | undefined;
  readonly account: string | undefined;
  readonly run: number | undefined;
}

export interface ListHistoryInput extends WantedHistory {
  readonly limit: number;
}

export interface ListHistoryResult {
  readonly transitions: readonly Transition[];
  /** Whether there are more than `limit`. */
  readonly more: boolean;
}

/** The transitions that took effect, the newest first. Throws `not-found` (path, account, run). */
export async function listHistory(session: Session, input: ListHistoryInput): Promise<ListHistoryResult> {
  const { rows, more } = await listTransitions(session, await filterOf(session, input), input.limit);
  return { transitions: rows, more };
}

/** All of them in that order, page by page. Throws as listHistory does. */
export async function* streamHistory(
  session: Session,
  wanted: WantedHistory,
): AsyncGenerator<readonly Transition[]> {
  yield* streamTransitions(session, await filterOf(session, wanted));
}

async function filterOf(session: Session, input: WantedHistory): Promise<HistoryFilter> {
  const path = input.path === undefined ? undefined : await requirePath(session, input.path);
  const account = input.account === undefined ? undefined : await requireAccount(session, input.account);
  if (input.run !== undefined && !(await runExists(session, input.run))) {
    throw notFound('run', String(input.run), []);
  }
  return { pathId: path?.id, account: account?.id, run: input.run };
}
