import { randomUUID } from 'node:crypto';
import type { Session } from './session.ts';

/** The actor, the command, the reason and the time (ISO 8601, UTC). */
export interface Invocation {
  readonly actor: string;
  /** The command as words, such as `group create`. */
  readonly command: string;
  readonly reason: string | undefined;
  readonly at: string;
}

/** The object before and after a change; null where nothing existed before, or nothing exists after. */
export interface AuditEntry {
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes the audit row of a change, in the transaction of the change. */
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
