// A database that notes what commands lock: the named locks that they take, and the parts of the database that they write.
import type { Database, OpenOptions } from '../../../src/database/database.ts';
import type { Target } from '../../../src/database/target/target.ts';
import { openForTest } from './open-for-test.ts';

/** Each sorted. */
export interface Locked {
  /** Of the work: `run-transitions`, `migrate`; `names`, `items (shared)` and `items`, which end with the transaction. */
  readonly locks: readonly string[];
  readonly written: readonly string[];
}

export class WatchedLocks {
  #locks = new Set<string>();
  #written = new Set<string>();

  /** What was locked since the last call. */
  take(): Locked {
    const locked = { locks: [...this.#locks].sort(), written: [...this.#written].sort() };
    this.#locks = new Set();
    this.#written = new Set();
    return locked;
  }

  readonly open = async (target: Target, options: OpenOptions = {}): Promise<Database> => {
    const database = await openForTest(target, {
      ...options,
      onStatement: ({ sql }) => this.#noteWrite(sql),
    });
    const { dialect } = database;
    return {
      ...database,
      acquireLock: (name, timeoutMs) => {
        this.#locks.add(`\`${name}\``);
        return database.acquireLock(name, timeoutMs);
      },
      dialect: {
        ...dialect,
        takeTurns: (db, names, mode) => {
          for (const name of names) {
            const what = name.startsWith('item ') ? 'items' : 'names';
            this.#locks.add(mode === 'shared' ? `${what} (shared)` : what);
          }
          return dialect.takeTurns(db, names, mode);
        },
      },
    };
  };

  #noteWrite(sql: string): void {
    const table = writtenTable(sql);
    // Every change ends with its row of the audit trail.
    if (table === undefined || table === 'audit') return;
    const part = PARTS.find(([, tables]) => tables.test(table));
    if (part === undefined) throw new Error(`the part of ${table} is not known`);
    this.#written.add(part[0]);
  }
}

/** The parts of docs/operations.md. */
const PARTS: readonly (readonly [part: string, tables: RegExp])[] = [
  ['groups', /^upgrade_group/],
  ['catalogue', /^(item|item_\w+|service_limit|package_product|renewal_period|path|path_\w+)$/],
  ['accounts', /^account$/],
  ['subscriptions', /^(subscription|component|former_component|change)(_|$)/],
  ['history', /^(run|run_failure|transition|taken_away)$/],
  ['migrations', /^migration$/],
];

const NAME = '["[]?(\\w+)["\\]]?';
const WRITES = new RegExp(`^\\s*(?:insert into|delete from|update) ${NAME}\\.${NAME}`, 'i');
/** SQL Server names only the alias first, and the table in `from`. */
const WRITES_ALIAS = new RegExp(`^\\s*(?:update|delete) ${NAME}\\s`, 'i');

/** The table, without its schema, that `sql` writes; undefined for temporary tables and for statements that only read. */
function writtenTable(sql: string): string | undefined {
  const [, , table] = WRITES.exec(sql) ?? [];
  if (table !== undefined) return table;
  const [, alias] = WRITES_ALIAS.exec(sql) ?? [];
  if (alias === undefined) return undefined;
  const [, , aliased] =
    new RegExp(`\\s(?:from|,) ?${NAME}\\.${NAME} as ["[]?${alias}["\\]]?\\b`, 'i').exec(sql) ?? [];
  return aliased;
}
