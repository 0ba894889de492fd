// The shapes of the two CSV files that hold accounts and their subscriptions: a header, then one row each.
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Account, checkAccountId, checkAccountName } from '../domain/account.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { type ImportedSubscription, subscriptionReader } from '../domain/imported-subscription.ts';
import { TierctlError } from '../domain/tierctl-error.ts';

const ATTRIBUTE = 'attribute.';
/** More would hide the first, and it is often one mistake that shows in every line. */
const MOST_PROBLEMS = 5;

const AccountRow = z.strictObject({ account: z.string(), name: z.string() });

const SubscriptionRow = z
  .object({
    account: z.string(),
    externalId: z.string(),
    item: z.string(),
    startDate: z.string(),
    endDate: z.string(),
    path: z.string(),
    fromDate: z.string(),
  })
  .catchall(z.string());

/** Throws `config` (`bad-rows`), naming file and lines. */
export function parseAccounts(csv: string, file: string): Account[] {
  const seen = new Set<string>();
  return readRows(csv, file, AccountRow, ({ account, name }) => {
    const id = checkAccountId(account);
    if (seen.has(id)) throw new TierctlError('conflict', 'account-exists', `account "${id}" comes twice`);
    seen.add(id);
    return { id, name: checkAccountName(name) };
  });
}

/**
 * Reads subscriptions to items of `catalogue`, held by `accounts`. A column `attribute.NAME` gives the value of an
 * attribute; where it is empty the attribute's default holds. Throws `config` (`bad-rows`), naming file and lines.
 */
export function parseSubscriptions(
  csv: string,
  file: string,
  catalogue: Catalogue,
  accounts: readonly Account[],
): ImportedSubscription[] {
  const readOne = subscriptionReader(catalogue, accounts);
  return readRows(csv, file, SubscriptionRow, (row) => {
    const { account, externalId, item, startDate, endDate, path, fromDate, ...rest } = row;
    const attributes = Object.entries(rest).flatMap(([column, value]) => {
      if (!column.startsWith(ATTRIBUTE)) {
        throw new TierctlError('config', 'bad-column', `there is no column "${column}"`);
      }
      return value === '' ? [] : [{ name: column.slice(ATTRIBUTE.length), value }];
    });
    return readOne({ account, externalId, item, startDate, endDate, path, fromDate, attributes });
  });
}

function readRows<Row, Value>(
  csv: string,
  file: string,
  shape: z.ZodType<Row>,
  readOne: (row: Row) => Value,
): Value[] {
  const values: Value[] = [];
  const problems: string[] = [];
  for (const { record, info } of split(csv, file)) {
    const row = shape.safeParse(record);
    try {
      if (row.success) values.push(readOne(row.data));
      else problems.push(`line ${info.lines}: ${row.error.issues.map(describe).join('; ')}`);
    } catch (error) {
      if (!(error instanceof TierctlError)) throw error;
      problems.push(`line ${info.lines}: ${error.message}`);
    }
    if (problems.length === MOST_PROBLEMS) break;
  }
  if (problems.length > 0) throw badRows(file, problems);
  return values;
}

interface Line {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function split(csv: string, file: string): Line[] {
  try {
    return parse(csv, {
      bom: true,
      columns: true,
      info: true,
      // Named, because the parser would otherwise take the first line's for all: files are pieced together.
      record_delimiter: ['\r\n', '\n'],
      skip_empty_lines: true,
    }) as unknown as Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw badRows(file, [error.message]);
  }
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

function badRows(file: string, problems: readonly string[]): TierctlError {
  return new TierctlError('config', 'bad-rows', `${file} is not right: ${problems.join('; ')}`, {
    data: { file, problems },
  });
}
