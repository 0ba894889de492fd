import type { AuditEntry, Invocation } from '../../database/audit-trail.ts';
import type { Session } from '../../database/session.ts';
import { auditSubject } from '../../domain/administration/audit-record.ts';
import { notifyListeners } from '../../store/administration/audit.ts';

const CHANNEL = 'tierctl';

/** The server accepts less than 8,000 bytes, else it refuses the whole change: a catalogue may have many files. */
const LONGEST_SUBJECT = 1_000;

/**
 * Notifies services that cache groups of a change, if the engine supports it: `LISTEN tierctl` receives
 * `{ schemaVersion, command, subject, actor, at }` as JSON when the change is committed, and nothing otherwise.
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
