import { randomUUID } from 'node:crypto';
import type { Session } from './session.ts';

/** Who calls, through which command, why, and when (ISO 8601, UTC). */
export interface Invocation {
  readonly actor: string;
  /** The command as words, such as `group create`. */
  readonly command: string;
  readonly reason: string | undefined;
  readonly at: string;
}

/** What a change replaced and with what; either side is null where there was, or is, nothing. */
export interface AuditEntry {
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes the one audit row of a change, in the change's own transaction. */
export async function writeAudit({ db }: Session, invocation: Invocation, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('tierctl.audit')
    .values({
      id: randomUUID(),
      occurred_at: invocation.at,
      actor: invocation.actor,
      command: invocation.command,
      reason: invocation.reason ?? null,
      before: json(entry.before),
      after: json(entry.after),
    })
    .execute();
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
