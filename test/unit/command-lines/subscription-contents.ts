import { expect } from 'vitest';
import { importSubscriptions } from '../../../src/operations/imports/import-subscriptions.ts';
import { importUsage } from '../../../src/operations/imports/import-usage.ts';
import { addComponent } from '../../../src/operations/subscriptions/add-component.ts';
import { endComponent } from '../../../src/operations/subscriptions/end-component.ts';
import { listComponents } from '../../../src/operations/subscriptions/list-components.ts';
import { setComponent } from '../../../src/operations/subscriptions/set-component.ts';
import { setSubscriptionExtensions } from '../../../src/operations/subscriptions/set-subscription-extensions.ts';
import { setUsage } from '../../../src/operations/subscriptions/set-usage.ts';
import { showUsage } from '../../../src/operations/subscriptions/show-usage.ts';
import { records } from './imports.ts';
import { means, TODAY } from './meaning.ts';

const subscription = 'ACC-1/2';
const COLOR = { name: 'color', value: 'red' };

/** Extensions, components, usage, and the imports. */
export const SUBSCRIPTION_CONTENTS = [
  means('subscription extension set ACC-1/2 PACK=0 MORE=2', setSubscriptionExtensions, {
    subscription,
    extensions: [
      { extension: 'PACK', quantity: 0 },
      { extension: 'MORE', quantity: 2 },
    ],
  }),
  means('subscription component list ACC-1/2', listComponents, { subscription, status: undefined }),
  means('subscription component list ACC-1/2 --status active', listComponents, {
    subscription,
    status: 'active',
  }),
  means('subscription component add ACC-1/2 MAIL', addComponent, {
    subscription,
    product: 'MAIL',
    start: undefined,
    today: TODAY,
    attributes: [],
  }),
  means('subscription component add ACC-1/2 MAIL --start 2026-04-01 --attribute color=red', addComponent, {
    subscription,
    product: 'MAIL',
    start: '2026-04-01',
    today: TODAY,
    attributes: [COLOR],
  }),
  means('subscription component end ACC-1/2 3', endComponent, {
    subscription,
    component: 3,
    on: undefined,
    today: TODAY,
  }),
  means('subscription component end ACC-1/2 3 --on 2026-02-28', endComponent, {
    subscription,
    component: 3,
    on: '2026-02-28',
    today: TODAY,
  }),
  means('subscription component set ACC-1/2 3 --attribute color=red --remove-attribute note', setComponent, {
    subscription,
    component: 3,
    attributes: [COLOR],
    removeAttributes: ['note'],
  }),
  means('subscription import subscriptions.csv', importSubscriptions, {
    ...records('subscriptions.csv'),
    createAccounts: false,
    allowInactive: false,
  }),
  means(
    'subscription import - --format csv --skip-invalid rejected.csv --force --create-accounts --allow-inactive',
    importSubscriptions,
    {
      ...records('standard input'),
      skipInvalid: expect.any(Function),
      createAccounts: true,
      allowInactive: true,
    },
  ),

  means('usage set ACC-1/2 email=13 ftp=0', setUsage, {
    subscription,
    usage: [
      { service: 'email', amount: 13 },
      { service: 'ftp', amount: 0 },
    ],
  }),
  means('usage import usage.ndjson', importUsage, records('usage.ndjson')),
  means('usage import - --format csv --skip-invalid rejected.csv --force', importUsage, {
    ...records('standard input'),
    skipInvalid: expect.any(Function),
  }),
  means('usage show ACC-1/2', showUsage, { subscription }),
];
