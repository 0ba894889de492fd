import type { AuditEntry, Invocation } from '../database/audit-trail.ts';
import type { Session } from '../database/session.ts';

const CHANNEL = 'tierctl';

/**
 * Tells services that keep a cache of groups that one was changed, where the engine can: `LISTEN tierctl` receives
 * `{ schemaVersion, command, subject, actor, at }` as JSON when the change is committed, and nothing when it is not.
 */
export async function announceChange(
  { db, dialect }: Session,
  { command, actor, at }: Invocation,
  audit: AuditEntry,
): Promise<void> {
  const { auditSubject } = await import('../domain/audit-subject.ts');
  const payload = JSON.stringify({ schemaVersion: 1, command, subject: auditSubject(audit), actor, at });
  await dialect.announce(CHANNEL, payload)?.execute(db);
}
