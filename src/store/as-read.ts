// Between reading a row and writing it back somebody else may have changed it: a person thinks about a preview for a
// while. Whoever writes what was decided by what was read says so here, and nobody's change is undone unseen.
import type { ExpressionBuilder, ExpressionWrapper, SqlBool, UpdateResult } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { changedMeanwhile } from '../domain/changed-meanwhile.ts';

/** As much of Kysely's update as is needed here, whichever table it is of. */
interface Update<Table extends keyof Tables> {
  where(condition: (eb: ExpressionBuilder<Tables, Table>) => ExpressionWrapper<Tables, Table, SqlBool>): {
    executeTakeFirstOrThrow(): Promise<UpdateResult>;
  };
}

/**
 * Runs an update of one row while its columns still hold what they held when they were read. From then on the row is this
 * transaction's own. Throws `conflict` (`changed-meanwhile`), naming `what`.
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
          // Adopted tables may hold null, which is read as an empty name or a flag that is off.
          return value === '' || value === false
            ? eb(eb.fn.coalesce(held, eb.val(value)), '=', value as never)
            : eb(held, '=', value as never);
        }),
      ),
    )
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw changedMeanwhile(what);
}
