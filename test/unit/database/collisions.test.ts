import { expect, test } from 'vitest';
import { retryCollisions } from '../../../src/database/collisions.ts';
import { serializationFailure } from '../../../src/domain/problems.ts';
import { TierctlError } from '../../../src/domain/tierctl-error.ts';

/** Work that fails with these errors, one after the other, and then succeeds; and the pauses between. */
async function attempt(errors: readonly Error[], mayRetry?: () => boolean) {
  const left = [...errors];
  const pauses: number[] = [];
  let attempts = 0;
  const outcome = await retryCollisions(
    async () => {
      attempts += 1;
      const error = left.shift();
      if (error !== undefined) throw error;
      return 'done';
    },
    {
      mayRetry,
      pause: async (milliseconds) => {
        pauses.push(milliseconds);
      },
    },
  ).catch((error: unknown) => error);
  return { outcome, attempts, pauses };
}

const collision = serializationFailure('in the way');
const duplicate = new TierctlError('conflict', 'unique-violation', 'this already exists');

test('a collision is retried after growing pauses', async () => {
  const { outcome, attempts, pauses } = await attempt(Array.from({ length: 5 }, () => collision));
  expect({ outcome, attempts }).toEqual({ outcome: 'done', attempts: 6 });
  expect(pauses).toHaveLength(5);
  for (const [index, pause] of pauses.entries()) {
    const least = 50 * 2 ** index;
    expect(pause).toBeGreaterThanOrEqual(least);
    expect(pause).toBeLessThan(2 * least);
  }
});

test('a collision that outlasts the retries is thrown', async () => {
  const { outcome, attempts } = await attempt(Array.from({ length: 20 }, () => collision));
  expect({ outcome, attempts }).toEqual({ outcome: collision, attempts: 6 });
});

test('a duplicate row is looked for once more', async () => {
  expect(await attempt([duplicate])).toMatchObject({ outcome: 'done', attempts: 2 });
  expect(await attempt([duplicate, duplicate])).toMatchObject({ outcome: duplicate, attempts: 2 });
});

test('a wait for a lock is not repeated: its length is what was asked for', async () => {
  const busy = new TierctlError('busy', 'lock-timeout', 'waited too long for a lock');
  expect(await attempt([busy])).toMatchObject({ outcome: busy, attempts: 1 });
});

test('work that may not be repeated is not', async () => {
  expect(await attempt([collision], () => false)).toMatchObject({ outcome: collision, attempts: 1 });
});
