import type { Session } from '../../database/session.ts';
import type { Path } from '../../domain/paths/path.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { type Outlook, outlook } from '../../domain/transitions/outlook.ts';
import { findFollowedPath } from '../../store/paths/paths.ts';
import { findStayReason } from '../../store/transitions/batch/stays.ts';
import { listNeverStarting } from '../../store/transitions/runs/never-starting.ts';
import { wouldBeTaken } from '../../store/transitions/taken-away/would-be-taken.ts';

export interface NextForecast {
  readonly outlook: Outlook;
  /** The path that its rule selects now. */
  readonly path: Path | null;
}

/** What a run will do with a subscription, by the rules of the run engine itself. */
export async function forecastNext(session: Session, subscription: Subscription): Promise<NextForecast> {
  const path = (await findFollowedPath(session, subscription)) ?? null;
  const destination = subscription.change?.item ?? path?.destination ?? null;
  const reason = await findStayReason(session, subscription);
  const isDue = subscription.status === 'active' && subscription.dueOn !== null;
  const move = destination === null || !isDue ? null : await wouldBeTaken(session, subscription);
  const neverStart = isDue ? await listNeverStarting(session, subscription) : [];
  return { outlook: outlook(subscription, reason, destination, move, neverStart), path };
}
