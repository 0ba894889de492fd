// What is no fault of the rows ends the work: the range is not split, and no subscription is recorded as failed.
import { expect, test, vi } from 'vitest';
import { FAULTS } from '../../../src/database/faults.ts';
import { moveRange } from '../../../src/operations/transitions/move-range.ts';
import { revertRange } from '../../../src/operations/transitions/revert-range.ts';

const RANGE = { first: 'A', last: 'Z', due: 100, severalChains: false };
const SCOPE = { asOf: '2026-02-01', pathId: undefined, account: undefined };
const cause = new Error('what the driver says');

test.each(['serialization-failure', 'lock-timeout', 'server-overloaded', 'connection-lost'] as const)(
  '%s',
  async (fault) => {
    const error = FAULTS[fault]({ cause });
    const step = vi.fn(() => Promise.reject(error));
    const onFailure = vi.fn();
    const input = { run: 1, scope: SCOPE, appliedAt: '', maxHops: 1, onFailure };
    await expect(moveRange({ step }, RANGE, input)).rejects.toBe(error);
    expect(step).toHaveBeenCalledTimes(1);
    expect(onFailure).not.toHaveBeenCalled();
    step.mockClear();
    const scope = { run: 1, pathId: undefined, account: undefined, byHand: false, numbers: undefined };
    await expect(revertRange({ step }, RANGE, { revert: 2, scope, listed: 1 })).rejects.toBe(error);
    expect(step).toHaveBeenCalledTimes(1);
  },
);
