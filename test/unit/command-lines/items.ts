import { allowExtension, disallowExtension } from '../../../src/operations/items/allow-extension.ts';
import {
  addPackageProduct,
  removePackageProduct,
  updatePackageProduct,
} from '../../../src/operations/items/change-package-products.ts';
import { createItem } from '../../../src/operations/items/create-item.ts';
import { listItems, streamItems } from '../../../src/operations/items/list-items.ts';
import { listPackageProducts } from '../../../src/operations/items/list-package-products.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { removeServiceLimit, setServiceLimits } from '../../../src/operations/items/set-service-limits.ts';
import { showItem } from '../../../src/operations/items/show-item.ts';
import { means } from './meaning.ts';

const SEATS = { name: 'seats', type: 'number', required: true, defaultValue: '1', choices: null } as const;
const NOTE = { name: 'note', type: 'text', required: false, defaultValue: null, choices: null } as const;

/** What `item set` leaves as it is. */
const KEPT = {
  name: undefined,
  kind: undefined,
  active: undefined,
  term: undefined,
  renewalPeriods: undefined,
  attributes: [],
  removeAttributes: [],
};

export const ITEMS = [
  means('item create A --name Plan', createItem, {
    articleNumber: 'A',
    name: 'Plan',
    kind: 'product',
    active: true,
    term: null,
    renewalPeriods: [],
    attributes: [],
    ifNotExists: false,
    allowSimilar: false,
  }),
  means(
    'item create A --name Plan --kind package --inactive --term P1Y6M --renewal P1M --renewal P2W ' +
      '--attribute seats:number:required:default=1 --attribute note --if-not-exists --allow-similar',
    createItem,
    {
      articleNumber: 'A',
      name: 'Plan',
      kind: 'package',
      active: false,
      term: { months: 18, days: 0 },
      renewalPeriods: [
        { value: 1, unit: 'month' },
        { value: 2, unit: 'week' },
      ],
      attributes: [SEATS, NOTE],
      ifNotExists: true,
      allowSimilar: true,
    },
  ),
  means('item list', listItems, { kind: undefined, active: undefined }),
  means('item list --kind extension --active', listItems, { kind: 'extension', active: true }),
  means('item list --inactive -o csv', streamItems, { kind: undefined, active: false }),
  means('item show A', showItem, { item: 'A' }),
  means(
    'item set A --name Plan --kind extension --active --term P14D --renewal P1Y --renewal P1M ' +
      '--attribute seats:number:required:default=1 --remove-attribute old --remove-attribute older',
    setItem,
    {
      item: 'A',
      name: 'Plan',
      kind: 'extension',
      active: true,
      term: { months: 0, days: 14 },
      renewalPeriods: [
        { value: 1, unit: 'year' },
        { value: 1, unit: 'month' },
      ],
      attributes: [SEATS],
      removeAttributes: ['old', 'older'],
    },
  ),
  means('item set A --inactive --no-term --no-renewal', setItem, {
    ...KEPT,
    item: 'A',
    active: false,
    term: null,
    renewalPeriods: [],
  }),
  means('item set A --no-renewal --renewal P1M', setItem, {
    ...KEPT,
    item: 'A',
    renewalPeriods: [{ value: 1, unit: 'month' }],
  }),

  means('item product add BOX MAIL', addPackageProduct, {
    package: 'BOX',
    product: 'MAIL',
    minimum: 1,
    maximum: null,
    ifNotExists: false,
  }),
  means('item product add BOX MAIL --min 0 --max 5 --if-not-exists', addPackageProduct, {
    package: 'BOX',
    product: 'MAIL',
    minimum: 0,
    maximum: 5,
    ifNotExists: true,
  }),
  means('item product update BOX MAIL --min 2 --max 5', updatePackageProduct, {
    package: 'BOX',
    product: 'MAIL',
    minimum: 2,
    maximum: 5,
  }),
  means('item product update BOX MAIL --min 2', updatePackageProduct, {
    package: 'BOX',
    product: 'MAIL',
    minimum: 2,
    maximum: undefined,
  }),
  means('item product update BOX MAIL --no-max', updatePackageProduct, {
    package: 'BOX',
    product: 'MAIL',
    minimum: undefined,
    maximum: null,
  }),
  means('item product remove BOX MAIL', removePackageProduct, { package: 'BOX', product: 'MAIL' }),
  means('item product list BOX', listPackageProducts, { package: 'BOX' }),

  means('item service set A email=50 disk-mb=0', setServiceLimits, {
    item: 'A',
    limits: [
      { service: 'email', amount: 50 },
      { service: 'disk-mb', amount: 0 },
    ],
  }),
  means('item service remove A ftp', removeServiceLimit, { item: 'A', service: 'ftp' }),

  means('item extension add A PACK', allowExtension, { item: 'A', extension: 'PACK', maximumQuantity: null }),
  means('item extension add A PACK --max 5', allowExtension, {
    item: 'A',
    extension: 'PACK',
    maximumQuantity: 5,
  }),
  means('item extension remove A PACK', disallowExtension, { item: 'A', extension: 'PACK' }),
];
