import type { Selectable } from 'kysely';
import type { Session } from '../../database/session.ts';
import type { AuditTable } from '../../database/tables.ts';
import { type AuditRecord, auditSubject } from '../../domain/administration/audit-record.ts';
import { inOrder, type Key, streamRows } from '../keyset.ts';
import { mapPage, type Page, takePage } from '../page.ts';

export interface AuditFilter {
  /** ISO 8601, UTC: only changes at or after this time. */
  readonly since?: string | undefined;
}

/** The last `limit` committed changes, the newest first. */
export async function auditPage(
  session: Session,
  filter: AuditFilter,
  limit: number,
): Promise<Page<AuditRecord>> {
  const newest = inOrder(selectAudit(session, filter), NEWEST_FIRST);
  return mapPage(await takePage(newest, limit), toRecord);
}

/** All of them in that order, in pages. */
export async function* auditPages(session: Session, filter: AuditFilter): AsyncGenerator<AuditRecord[]> {
  for await (const rows of streamRows(selectAudit(session, filter), NEWEST_FIRST)) yield rows.map(toRecord);
}

type StoredAudit = Selectable<AuditTable>;

const NEWEST_FIRST: Key<StoredAudit> = [
  { column: 'occurred_at', member: 'occurred_at', descending: true },
  { column: 'id', member: 'id', descending: true },
];

function selectAudit({ db }: Session, { since }: AuditFilter) {
  let audit = db
    .selectFrom('tierctl.audit')
    .select(['id', 'occurred_at', 'actor', 'login', 'command', 'reason', 'before', 'after']);
  if (since !== undefined) audit = audit.where('occurred_at', '>=', since);
  return audit;
}

function toRecord(row: StoredAudit): AuditRecord {
  const change = { before: parse(row.before), after: parse(row.after) };
  return {
    id: row.id,
    occurredAt: row.occurred_at,
    actor: row.actor,
    login: row.login,
    command: row.command,
    subject: auditSubject(change),
    reason: row.reason,
    ...change,
  };
}

function parse(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}

/** Sends `payload` to all listeners of `channel` at the commit, if the engine can. */
export async function notifyListeners(
  { db, dialect }: Session,
  channel: string,
  payload: string,
): Promise<void> {
  await dialect.announce(channel, payload)?.execute(db);
}
