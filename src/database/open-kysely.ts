import { type Dialect, Kysely } from 'kysely';
import type { BillingLayout } from './billing-layout.ts';
import { BillingNames } from './billing-names.ts';
import type { OpenOptions } from './database.ts';
import type { Tables } from './tables.ts';
import { type TranslateError, TranslatingDialect } from './translating-dialect.ts';

/** Kysely over an engine's dialect, with the parts that all engines share: error kinds, table names, the statement log. */
export function openKysely(
  dialect: Dialect,
  translate: TranslateError,
  billing: BillingLayout,
  options: OpenOptions,
): Kysely<Tables> {
  const { onStatement } = options;
  return new Kysely<Tables>({
    dialect: new TranslatingDialect(dialect, translate),
    plugins: [new BillingNames(billing)],
    log: (event) => onStatement?.({ sql: event.query.sql, durationMs: event.queryDurationMillis }),
  });
}
