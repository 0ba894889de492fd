import type { Session } from '../../database/session.ts';
import type { Path } from '../../domain/paths/path.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import { type Outlook, outlook } from '../../domain/transitions/outlook.ts';
import { findFollowedPath } from '../../store/paths/paths.ts';
import { findStayReason } from '../../store/transitions/batch/stays.ts';

export interface Foretold {
  readonly outlook: Outlook;
  /** The path that its rule leads to now. */
  readonly path: Path | null;
}

/** What a run will make of a subscription, by the rules of the run engine itself. */
export async function foretell(session: Session, subscription: Subscription): Promise<Foretold> {
  const path = (await findFollowedPath(session, subscription)) ?? null;
  const destination = subscription.change?.item ?? path?.destination ?? null;
  return { outlook: outlook(subscription, await findStayReason(session, subscription), destination), path };
}
