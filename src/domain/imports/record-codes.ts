/**
 * Codes of rejected records that no error has; a record may also have the code of an error, such as `bad-date`. Stable, as
 * those of errors are. With what it means and what to do, for docs/error-codes.md.
 */
export const RECORD_CODES = {
  'account-differs': ['The account exists under another name.', 'Leave the record out, or correct the name.'],
  'account-repeated': ['An earlier record has the same account.', 'Keep one of them.'],
  'bad-record': [
    'A line is no record: it has too few or too many cells, or is no JSON object.',
    'Correct the line.',
  ],
  'external-id-repeated': ['An earlier record of the account has the same external id.', 'Keep one of them.'],
  'number-repeated': ['An earlier record of the account has the same number.', 'Keep one of them.'],
  'subscription-differs': [
    'The subscription exists with other values.',
    'Leave the record out; an import changes no subscription.',
  ],
  'unknown-member': [
    'A record has a member that an import does not know.',
    'Correct its name, or remove it.',
  ],
  'usage-repeated': ['An earlier record has the same service of the same subscription.', 'Keep one of them.'],
} as const;

export type RecordCode = keyof typeof RECORD_CODES;
