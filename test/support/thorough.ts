/**
 * How many random cases a property is tried on: enough for a push, and ten times as many where TIERCTL_TEST_THOROUGH is set,
 * as in the nightly run, which takes new seeds too (random-seed.ts).
 */
export function cases(onPush: number): number {
  return process.env.TIERCTL_TEST_THOROUGH ? onPush * 10 : onPush;
}
