/** One committed change: who, when, through which command, why, and what it replaced with what. */
export interface AuditRecord {
  /** UUID, lower case. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  /** Who the program said it works for. */
  readonly actor: string;
  /** The login that the database was told the change by; null where the row is older than the record of logins. */
  readonly login: string | null;
  /** The command as words, such as `group create`. */
  readonly command: string;
  /** What it was about, such as `Webhosting HST-GOLD`; null where the record does not tell. */
  readonly subject: string | null;
  readonly reason: string | null;
  /** The object as commands show it; null where there was nothing before, or is nothing after. */
  readonly before: unknown;
  readonly after: unknown;
}
