import { expect, test } from 'vitest';
import { checkKindChange } from '../../../src/domain/items/kind-change.ts';

const item = { id: '6a0e6f5e-0000-4000-8000-000000000001', articleNumber: 'PLAN', name: 'Plan' };

test('many holders are counted, and not all of them listed', () => {
  const holders = {
    paths: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    subscriptions: 12,
    pendingChanges: 2,
    packages: [],
    products: [],
    components: 0,
    extends: [],
    extensions: [],
    extendedSubscriptions: 0,
  };
  expect(() => checkKindChange(item, 'package', holders)).toThrow(
    'PLAN cannot become a package: it is an end of the paths "a", "b", "c", "d", "e" and 2 more; ' +
      '12 active subscriptions are to it; 2 subscriptions wait to change to it',
  );
});
