/** One committed change: who, when, through which command, why, and what it replaced with what. */
export interface AuditRecord {
  /** UUID, lower case. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  /** The actor that the program stated. */
  readonly actor: string;
  /** The database login that made the change; null where the row is older than the record of logins. */
  readonly login: string | null;
  /** The command as words, such as `group create`. */
  readonly command: string;
  /** The object of the change, such as `Webhosting HST-GOLD`; null where the record does not name one. */
  readonly subject: string | null;
  readonly reason: string | null;
  /** The object as commands show it; null where nothing existed before, or nothing exists after. */
  readonly before: unknown;
  readonly after: unknown;
}
