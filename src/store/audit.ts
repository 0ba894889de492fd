import type { Session } from '../database/session.ts';
import type { AuditRecord } from '../domain/audit-record.ts';
import { auditSubject } from '../domain/audit-subject.ts';
import { mapPage, type Page, takePage } from './page.ts';

export interface AuditFilter {
  /** ISO 8601, UTC: only what happened then or later. */
  readonly since?: string | undefined;
}

/** The last `limit` committed changes, the newest first. */
export async function listAudit(
  { db }: Session,
  { since }: AuditFilter,
  limit: number,
): Promise<Page<AuditRecord>> {
  let audit = db
    .selectFrom('tierctl.audit')
    .select(['id', 'occurred_at', 'actor', 'command', 'reason', 'before', 'after']);
  if (since !== undefined) audit = audit.where('occurred_at', '>=', since);
  const page = await takePage(audit.orderBy('occurred_at', 'desc').orderBy('id', 'desc'), limit);
  return mapPage(page, (row) => {
    const change = { before: parse(row.before), after: parse(row.after) };
    return {
      id: row.id,
      occurredAt: row.occurred_at,
      actor: row.actor,
      command: row.command,
      subject: auditSubject(change),
      reason: row.reason,
      ...change,
    };
  });
}

function parse(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
