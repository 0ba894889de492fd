import type { Session } from '../../database/session.ts';
import type { AuditRecord } from '../../domain/administration/audit-record.ts';
import { parseDate } from '../../domain/calendar.ts';
import { auditPage, auditPages } from '../../store/administration/audit.ts';

export interface ListAuditInput {
  /** Only changes on this day (in UTC) or later. */
  readonly since: string | undefined;
  readonly limit: number;
}

export interface ListAuditResult {
  readonly audit: readonly AuditRecord[];
  /** Whether there are more than `limit`. */
  readonly more: boolean;
}

/** The committed changes, the newest first. */
export async function listAudit(session: Session, input: ListAuditInput): Promise<ListAuditResult> {
  const { rows, more } = await auditPage(session, { since: startOf(input.since) }, input.limit);
  return { audit: rows, more };
}

/** All of them in that order, in pages. */
export async function* streamAudit(
  session: Session,
  { since }: Pick<ListAuditInput, 'since'>,
): AsyncGenerator<readonly AuditRecord[]> {
  yield* auditPages(session, { since: startOf(since) });
}

function startOf(day: string | undefined): string | undefined {
  return day === undefined ? undefined : `${parseDate(day)}T00:00:00.000Z`;
}
