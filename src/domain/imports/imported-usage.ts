import { checkAccountId, checkExternalId } from '../accounts/account.ts';
import { LARGEST_AMOUNT, parseService } from '../items/service.ts';
import { badValue, missingValue } from './problems.ts';
import type { RecordShape } from './record-file.ts';
import { type RecordValues, readText, readWholeNumber, requireText } from './record-values.ts';

export const USAGE_SHAPE: RecordShape = {
  required: ['account', 'service', 'amount'],
  optional: ['number', 'externalId'],
  prefixes: [],
  nested: [],
  listed: { aliases: { usage: 'amount' }, repeated: ['limit', 'short'], notImported: [] },
};

/** The usage of one service by one subscription; the subscription by number or by external id. */
export interface ImportedUsage {
  readonly account: string;
  readonly number: number | null;
  readonly externalId: string | null;
  readonly service: string;
  readonly amount: number;
}

const LARGEST_NUMBER = 2 ** 31 - 1;

/** Throws `usage`. */
export function readImportedUsage(values: RecordValues): ImportedUsage {
  const account = checkAccountId(requireText(values, 'account'));
  const number = readWholeNumber(values, 'number', 1, LARGEST_NUMBER) ?? null;
  const externalId = readText(values, 'externalId') ?? null;
  if ((number === null) === (externalId === null)) {
    throw badValue('a subscription is named by "number" or by "externalId"');
  }
  const amount = readWholeNumber(values, 'amount', 0, LARGEST_AMOUNT);
  if (amount === undefined) throw missingValue('"amount" is missing');
  return {
    account,
    number,
    externalId: externalId === null ? null : checkExternalId(externalId),
    service: parseService(requireText(values, 'service')),
    amount,
  };
}
