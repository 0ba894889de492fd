// Another transaction may change a row between the read and the write, because a person may look at a preview for a
// while. An update states the values that it was based on, so that it never overwrites a concurrent change.
import type { ExpressionBuilder, ExpressionWrapper, SqlBool, UpdateResult } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { changedConcurrently } from '../domain/changed-concurrently.ts';

/** The part of Kysely's update that is needed here, for any table. */
interface Update<Table extends keyof Tables> {
  where(condition: (eb: ExpressionBuilder<Tables, Table>) => ExpressionWrapper<Tables, Table, SqlBool>): {
    executeTakeFirstOrThrow(): Promise<UpdateResult>;
  };
}

/**
 * Runs an update of one row if its columns still hold the values that were read. From then on this transaction has claimed
 * the row. Throws `conflict` (`changed-meanwhile`), naming `what`.
 */
export async function updateAsRead<Table extends keyof Tables>(
  what: string,
  update: Update<Table>,
  columns: Readonly<Record<string, string | number | boolean | null>>,
): Promise<void> {
  const { numUpdatedRows } = await update
    .where((eb) =>
      eb.and(
        Object.entries(columns).map(([column, value]) => {
          const held = column as never;
          if (value === null) return eb(held, 'is', null as never);
          // Adopted tables may hold null, which is read as an empty name or as a flag that is off.
          return value === '' || value === false
            ? eb(eb.fn.coalesce(held, eb.val(value)), '=', value as never)
            : eb(held, '=', value as never);
        }),
      ),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw changedConcurrently(what);
}
