import { isUuid } from '../uuid.ts';

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

type Members = Readonly<Record<string, unknown>>;

/** `Webhosting`, `Webhosting HST-GOLD`, `ACC-0042/3`, `run 7`; null where the record does not name one. */
export function auditSubject({ before, after }: Pick<AuditRecord, 'before' | 'after'>): string | null {
  return subject(after) ?? subject(before) ?? null;
}

function subject(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const { catalogue, address, articleNumber, name, id, run, group, item, subscription } = value;
  if (typeof address === 'string') return address;
  if (typeof catalogue === 'string') return catalogue;
  const parts = [group, item, subscription].map(subject).filter((part) => part !== undefined);
  if (parts.length > 0) return parts.join(' ');
  if (typeof articleNumber === 'string') return articleNumber;
  if (typeof run === 'number') return `run ${run}`;
  // An account's id is its readable name; everything else has a UUID there.
  if (typeof id === 'string' && !isUuid(id)) return id;
  return [name, id].find((one) => typeof one === 'string');
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
