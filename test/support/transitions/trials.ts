import type { Seed } from '../catalogue/catalogue.ts';

/** Trials that end on 31 January 2026 and move to the plan by the default path, one for each account. */
export function trialsOf(accounts: readonly string[]): Seed {
  return {
    items: [{ articleNumber: 'TRIAL', defaultPath: 'trial ends' }, { articleNumber: 'PLAN' }],
    paths: [{ name: 'trial ends', source: 'TRIAL', destination: 'PLAN' }],
    subscriptions: accounts.map((account) => ({
      account,
      item: 'TRIAL',
      start: '2026-01-01',
      end: '2026-01-31',
    })),
  };
}
