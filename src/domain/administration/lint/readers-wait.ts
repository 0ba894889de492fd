import type { Rule } from './rule.ts';

export const readersWait: Rule = {
  id: 'readers-wait',
  severity: 'warning',
  why: 'Every command that reads waits for runs, imports and other changes until they are committed, and they wait for it. The statement ends the open transactions of others; run it at a quiet time.',
  find: ({ readersWait: found }) => (found === undefined ? [] : [{ where: {}, ...found }]),
};
