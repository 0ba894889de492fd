import type { AuditedResult } from '../../database/audited-result.ts';
import type { Session } from '../../database/session.ts';
import { plusTerm } from '../../domain/calendar.ts';
import { latestAsOf } from '../../store/demo/example-trace.ts';
import { migrateUp } from '../administration/migrate-up.ts';
import { applyCatalogue } from '../catalogue/apply-catalogue.ts';
import { importAccounts } from '../imports/import-accounts.ts';
import { importSubscriptions } from '../imports/import-subscriptions.ts';
import { type ExampleOrigin, findExample } from './find-example.ts';

export interface LoadExampleInput extends ExampleOrigin {
  /** The day of the first run, `YYYY-MM-DD`. */
  readonly firstDay: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface LoadExampleResult {
  readonly name: string;
  readonly items: number;
  readonly groups: number;
  readonly paths: number;
  readonly accounts: number;
  readonly subscriptions: number;
  /** False where an earlier call loaded it. */
  readonly loaded: boolean;
  /** The day to run transitions for next: `firstDay`, or a month after the latest run. */
  readonly asOf: string;
}

/**
 * Puts the example into an empty database, creating the tables where there are none, or recognises it where it is
 * already. Call it under the migration lock. Throws `refused` (`database-in-use`) where the database holds anything
 * else, and whatever requireCurrentSchema throws where it was migrated by another version.
 */
export async function loadExample(
  session: Session,
  input: LoadExampleInput,
): Promise<AuditedResult<LoadExampleResult>> {
  const { example, migrations, firstDay } = input;
  const { catalogue, accounts, subscriptions } = example;
  const result = {
    name: example.name,
    items: catalogue.items.length,
    groups: catalogue.groups.length,
    paths: catalogue.paths.length,
    accounts: accounts.records.length,
    subscriptions: subscriptions.records.length,
  };
  if (await findExample(session, input)) {
    return { result: { ...result, loaded: false, asOf: await nextDay(session, firstDay) }, audit: undefined };
  }
  await migrateUp(session, { migrations, at: input.at });
  await applyCatalogue(session, { catalogue, locate: example.locate, prune: false, label: example.name });
  const quietly = { skipInvalid: undefined, onProgress: () => undefined };
  await importAccounts(session, { ...quietly, file: accounts.file });
  await importSubscriptions(session, {
    ...quietly,
    file: subscriptions.file,
    createAccounts: false,
    allowInactive: true,
  });
  return { result: { ...result, loaded: true, asOf: firstDay }, audit: { before: null, after: result } };
}

async function nextDay(session: Session, firstDay: string): Promise<string> {
  const latest = await latestAsOf(session);
  if (latest === null) return firstDay;
  const next = plusTerm(latest, { months: 1, days: 0 });
  return next > firstDay ? next : firstDay;
}
