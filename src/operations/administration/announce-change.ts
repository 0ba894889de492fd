import type { AuditEntry, Invocation } from '../../database/audit-trail.ts';
import type { Session } from '../../database/session.ts';
import { auditSubject } from '../../domain/administration/audit-record.ts';
import { notifyListeners } from '../../store/administration/audit.ts';

const CHANNEL = 'tierctl';

/** The server takes less than 8,000 bytes, and refuses the whole change otherwise: a catalogue may be of many files. */
const LONGEST_SUBJECT = 1_000;

/**
 * Notifies services that keep a cache of groups that one was changed, where the engine can: `LISTEN tierctl` receives
 * `{ schemaVersion, command, subject, actor, at }` as JSON when the change is committed, and nothing when it is not.
 */
export async function announceChange(
  session: Session,
  { command, actor, at }: Invocation,
  audit: AuditEntry,
): Promise<void> {
  const subject = shortened(auditSubject(audit));
  const payload = JSON.stringify({ schemaVersion: 1, command, subject, actor, at });
  await notifyListeners(session, CHANNEL, payload);
}

function shortened(subject: string | null): string | null {
  return subject === null || subject.length <= LONGEST_SUBJECT
    ? subject
    : `${subject.slice(0, LONGEST_SUBJECT - 1)}…`;
}
