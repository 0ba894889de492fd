// What is random in the tests is the same in every run, so that a run that fails here fails everywhere. TIERCTL_TEST_SEED
// takes another number, or `random` for a new one each time: how the nightly run looks for what no run has seen yet.
import fc from 'fast-check';

const given = process.env.TIERCTL_TEST_SEED ?? '20260101';

if (given !== 'random') {
  const seed = Number(given);
  if (!Number.isInteger(seed))
    throw new Error(`TIERCTL_TEST_SEED is neither a whole number nor random: ${given}`);
  fc.configureGlobal({ seed });
}
