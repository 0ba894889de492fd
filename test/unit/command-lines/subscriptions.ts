import { addSubscription } from '../../../src/operations/subscriptions/add-subscription.ts';
import { endSubscription } from '../../../src/operations/subscriptions/end-subscription.ts';
import {
  listSubscriptions,
  streamSubscriptions,
} from '../../../src/operations/subscriptions/list-subscriptions.ts';
import { scheduleSubscription } from '../../../src/operations/subscriptions/schedule-subscription.ts';
import { setSubscription } from '../../../src/operations/subscriptions/set-subscription.ts';
import { showSubscription } from '../../../src/operations/subscriptions/show-subscription.ts';
import { unscheduleSubscription } from '../../../src/operations/subscriptions/unschedule-subscription.ts';
import { changeSubscription } from '../../../src/operations/transitions/change-subscription.ts';
import { means, NOW, TODAY } from './meaning.ts';

const subscription = 'ACC-1/2';
const COLOR = { name: 'color', value: 'red' };
const invocation = { actor: 'tester@test', command: 'subscription change', reason: undefined, at: NOW };

/** What `subscription add ACC-1 A` means. */
const ADDED = {
  account: 'ACC-1',
  item: 'A',
  start: TODAY,
  end: undefined,
  path: undefined,
  apply: undefined,
  fromDate: undefined,
  attributes: [],
  extensions: [],
  components: [],
  componentAttributes: [],
  externalId: undefined,
  createAccount: false,
  ifNotExists: false,
};

/** What `subscription change ACC-1/2 --to B` means. */
const CHANGED = {
  subscription,
  target: 'B',
  on: TODAY,
  today: TODAY,
  add: [],
  terminate: [],
  attributes: [],
  keepEnd: true,
  invocation,
};

export const SUBSCRIPTIONS = [
  means('subscription add ACC-1 A', addSubscription, ADDED),
  means(
    'subscription add ACC-1 A --start 2026-04-01 --end 2026-12-31 --path Up --apply from-date ' +
      '--from-date 2026-07-01 --attribute color=red --attribute note=a=b --extension PACK=2 --extension MORE ' +
      '--component MAIL=3 --component FAX --component-attribute MAIL/2:address=info@blue.example ' +
      '--external-id ORD-1 --create-account --if-not-exists',
    addSubscription,
    {
      account: 'ACC-1',
      item: 'A',
      start: '2026-04-01',
      end: '2026-12-31',
      path: 'Up',
      apply: 'from_date',
      fromDate: '2026-07-01',
      attributes: [COLOR, { name: 'note', value: 'a=b' }],
      extensions: [
        { extension: 'PACK', quantity: 2 },
        { extension: 'MORE', quantity: 1 },
      ],
      components: [
        { product: 'MAIL', count: 3 },
        { product: 'FAX', count: 1 },
      ],
      componentAttributes: [{ holder: 'MAIL/2', name: 'address', value: 'info@blue.example' }],
      externalId: 'ORD-1',
      createAccount: true,
      ifNotExists: true,
    },
  ),
  means('subscription add ACC-1 A --no-end --no-path', addSubscription, { ...ADDED, end: null, path: null }),
  means('subscription list', listSubscriptions, {
    account: undefined,
    item: undefined,
    status: undefined,
    dueBefore: undefined,
    limit: 100,
  }),
  means(
    'subscription list --account ACC-1 --item A --status ended --due-before 2026-04-01 --limit 7',
    listSubscriptions,
    { account: 'ACC-1', item: 'A', status: 'ended', dueBefore: '2026-04-01', limit: 7 },
  ),
  means('subscription list --account ACC-1 -o ndjson', streamSubscriptions, {
    account: 'ACC-1',
    item: undefined,
    status: undefined,
    dueBefore: undefined,
  }),
  means('subscription show ACC-1/2', showSubscription, { address: subscription }),
  means('subscription set ACC-1/2 --attribute color=red --remove-attribute note', setSubscription, {
    subscription,
    attributes: [COLOR],
    removeAttributes: ['note'],
  }),
  means('subscription change ACC-1/2 --to B', changeSubscription, CHANGED),
  means(
    'subscription change ACC-1/2 --to B --on 2026-04-01 --add PACK --terminate ftp=1 --attribute color=red ' +
      '--no-end --reason moved',
    changeSubscription,
    {
      ...CHANGED,
      on: '2026-04-01',
      add: [{ extension: 'PACK', quantity: 1 }],
      terminate: [{ service: 'ftp', amount: 1 }],
      attributes: [COLOR],
      keepEnd: false,
      invocation: { ...invocation, reason: 'moved' },
    },
  ),
  means(
    'subscription schedule ACC-1/2 --path Up --apply on-end-date --from-date 2026-07-01',
    scheduleSubscription,
    { subscription, path: { override: 'Up' }, apply: 'on_end_date', fromDate: '2026-07-01' },
  ),
  means('subscription schedule ACC-1/2 --no-path', scheduleSubscription, {
    subscription,
    path: 'none',
    apply: undefined,
    fromDate: undefined,
  }),
  means('subscription schedule ACC-1/2 --default-path', scheduleSubscription, {
    subscription,
    path: 'default',
    apply: undefined,
    fromDate: undefined,
  }),
  means('subscription schedule ACC-1/2 --apply on_end_date', scheduleSubscription, {
    subscription,
    path: undefined,
    apply: 'on_end_date',
    fromDate: undefined,
  }),
  means('subscription unschedule ACC-1/2', unscheduleSubscription, {
    subscription,
    change: false,
    path: false,
  }),
  means('subscription unschedule ACC-1/2 --change --path', unscheduleSubscription, {
    subscription,
    change: true,
    path: true,
  }),
  means('subscription end ACC-1/2 --on 2026-12-31 --no-path', endSubscription, {
    subscription,
    on: '2026-12-31',
    noPath: true,
    close: false,
    today: TODAY,
  }),
  means('subscription end ACC-1/2 --no-end', endSubscription, {
    subscription,
    on: null,
    noPath: false,
    close: false,
    today: TODAY,
  }),
  means('subscription end ACC-1/2 --close', endSubscription, {
    subscription,
    on: undefined,
    noPath: false,
    close: true,
    today: TODAY,
  }),
];
