import { expect, test } from 'vitest';
import { auditSubject } from '../../../src/domain/administration/audit-record.ts';

const id = '8e8e00ec-a78f-4635-8787-2ebf9de62106';
const group = { id, name: 'Webhosting' };
const item = { id, articleNumber: 'HST-GOLD', name: 'Gold' };

test.each([
  [null, group, 'Webhosting'],
  [group, null, 'Webhosting'],
  [null, item, 'HST-GOLD'],
  [null, { group, id, item, level: 3 }, 'Webhosting HST-GOLD'],
  [{ item, defaultPath: null }, { item, defaultPath: 'Trial ends' }, 'HST-GOLD'],
  [null, { id: 'ACC-1', name: 'Blue Bakery' }, 'ACC-1'],
  [null, { subscription: { address: 'ACC-1/3', item }, createdAccount: null }, 'ACC-1/3'],
  [null, { id, name: 'Trial ends', source: item, destination: item }, 'Trial ends'],
  [null, { run: 7, asOf: '2026-01-01', path: null }, 'run 7'],
  [null, { catalogue: 'a.yaml, b.yaml', prune: false, changes: [] }, 'a.yaml, b.yaml'],
  [null, { id }, id],
  [null, null, null],
  [null, ['text'], null],
  ['text', 5, null],
])('from %j to %j', (before, after, subject) => {
  expect(auditSubject({ before, after })).toBe(subject);
});
