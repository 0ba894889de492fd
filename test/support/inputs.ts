// What operations are given where a test cares for nothing else.

import type { CreatePathInput } from '../../src/operations/paths/create-path.ts';
import type { MapPathInput } from '../../src/operations/paths/map-path.ts';
import type { AddSubscriptionInput } from '../../src/operations/subscriptions/add-subscription.ts';

export const PLAIN_SUBSCRIPTION: Omit<AddSubscriptionInput, 'account' | 'item' | 'start'> = {
  end: undefined,
  path: undefined,
  apply: undefined,
  fromDate: undefined,
  attributes: [],
  externalId: undefined,
  createAccount: false,
  ifNotExists: false,
};

export const PLAIN_PATH: Omit<CreatePathInput, 'name' | 'source' | 'destination'> = {
  from: undefined,
  until: undefined,
  map: [],
  mapProducts: [],
  mapMatching: false,
  description: undefined,
  overLimit: 'block',
  ifNotExists: false,
};

export const SAME_GRIDS: Omit<MapPathInput, 'path'> = {
  map: [],
  unmap: [],
  mapProducts: [],
  unmapProducts: [],
  mapMatching: false,
};
