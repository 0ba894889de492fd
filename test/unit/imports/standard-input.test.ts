import { expect, test } from 'vitest';
import { openRecordFile } from '../../../src/cli/record-files/open-record-file.ts';
import { ACCOUNT_SHAPE } from '../../../src/domain/imports/imported-account.ts';
import { testSystem } from '../../support/test-system.ts';

test('is read once: a second attempt after a conflict says so', async () => {
  const file = openRecordFile(testSystem({ stdin: 'account\nACC\n' }), '-', ACCOUNT_SHAPE, 'csv');
  const count = async () => {
    let found = 0;
    for await (const records of file.records()) found += records.length;
    return found;
  };
  expect(await count()).toBe(1);
  await expect(count()).rejects.toMatchObject({ kind: 'busy', code: 'input-consumed' });
});
