// Problems of schema, adoption and the demo.
import { problem } from '../problem.ts';
import type { TierctlError } from '../tierctl-error.ts';

/** The billing tables are tierctl's own, so there is nothing to adopt. Fix: run `tierctl migrate up`. */
export function billingTablesOwn(): TierctlError {
  const message = 'there is nothing to adopt: tierctl created the billing tables of this database itself';
  return problem('refused', 'billing-tables-own', message, { hint: 'run: tierctl migrate up' });
}

/** There are no billing tables to adopt. Fix: name schema and tables under `billing` in the config file, or run `migrate up`. */
export function billingTablesMissing(schema: string): TierctlError {
  const message = `there is nothing to adopt: schema ${schema} has no billing tables that this user can see`;
  return problem('refused', 'billing-tables-missing', message, {
    hint: 'name schema and tables under billing in the config file; where there are none, run: tierctl migrate up',
    data: { schema },
  });
}

/** Another program has created billing tables. Fix: run `tierctl migrate adopt` to keep them as they are. */
export function billingTablesExist(tables: readonly string[]): TierctlError {
  return problem('refused', 'billing-tables-exist', `billing tables exist already: ${tables.join(', ')}`, {
    hint: 'to keep them as they are, run: tierctl migrate adopt',
    data: { tables },
  });
}

/** `migrate down` would drop rows. Fix: pass `--discard-data` if that is what you want. */
export function tablesHoldRows(
  tables: readonly { readonly table: string; readonly rows: number }[],
): TierctlError {
  const list = tables.map(({ table, rows }) => `${table} (${rows})`).join(', ');
  return problem('refused', 'tables-hold-rows', `these tables still hold rows: ${list}`, {
    hint: 'they and all they hold would be dropped; pass --discard-data if that is what you want',
    data: { tables },
  });
}

/** The database holds something that is no part of the demo's example. Fix: name an empty database or directory. */
export function databaseInUse(what: string, hint: string): TierctlError {
  const message = `the database holds ${what}, which is not part of the example; nothing was written`;
  return problem('refused', 'database-in-use', message, { hint, data: { found: what } });
}
