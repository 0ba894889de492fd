import { expect } from 'vitest';
import { migrations } from '../../../migrations/list.ts';
import { loadExample } from '../../../src/operations/demo/load-example.ts';
import { means, NOW } from './meaning.ts';

export const DEMO = [
  means('demo', loadExample, {
    example: {
      name: 'examples/hosting',
      catalogue: expect.objectContaining({ paths: expect.any(Array) }),
      locate: expect.any(Function),
      accounts: expect.objectContaining({ records: expect.any(Array) }),
      subscriptions: expect.objectContaining({ records: expect.any(Array) }),
    },
    command: 'demo',
    migrations,
    firstDay: '2026-07-01',
    at: NOW,
    elsewhere: expect.stringContaining('tierctl demo --database'),
  }),
];
