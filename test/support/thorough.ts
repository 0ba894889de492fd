/**
 * How many random cases a property is tried on: enough for a push, and `thorough` (ten times as many, unless given) where
 * TIERCTL_TEST_THOROUGH is set, as in the nightly run, which takes new seeds too (random-seed.ts).
 */
export function cases(onPush: number, thorough = onPush * 10): number {
  return process.env.TIERCTL_TEST_THOROUGH ? thorough : onPush;
}
