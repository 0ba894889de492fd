import { expect } from 'vitest';
import { applyCatalogue } from '../../../src/operations/catalogue/apply-catalogue.ts';
import { diffCatalogue } from '../../../src/operations/catalogue/diff-catalogue.ts';
import { exportCatalogue } from '../../../src/operations/catalogue/export-catalogue.ts';
import { means } from './meaning.ts';

/** The files that the command lines read. */
export const FILES = {
  'config.yaml': 'batchSize: 250\ntimeZone: Pacific/Auckland\n',
  'a.yaml': 'tierctl: 1\nitems: [{ articleNumber: A, name: Plan }]\n',
  'folder/ladders.yaml': 'tierctl: 1\ngroups: [{ name: Ladder, members: [{ item: A, level: 1 }] }]\n',
  'plan.json': JSON.stringify({
    tierctlPlan: 1,
    files: ['a.yaml'],
    prune: true,
    allowSimilar: true,
    footprint: { 'item A': null },
    plan: { changes: [], unlisted: [] },
    catalogue: { tierctl: 1, items: [{ articleNumber: 'A', name: 'Plan' }] },
  }),
};

const ITEMS = [
  {
    articleNumber: 'A',
    name: 'Plan',
    kind: 'product' as const,
    active: true,
    term: null,
    renewalPeriods: [],
    defaultPath: null,
    attributes: [],
    services: [],
    extensions: [],
    products: [],
  },
];

const ANYWHERE = {
  upgradeable: true,
  downgradeable: true,
  upgradeableFrom: true,
  downgradeableFrom: true,
};

const GROUPS = [{ name: 'Ladder', members: [{ item: 'A', level: 1, ...ANYWHERE }] }];

const READ = {
  catalogue: { items: ITEMS, groups: [], paths: [] },
  locate: expect.any(Function),
  files: ['a.yaml'],
  prune: false,
  allowSimilar: false,
};

const READ_ALL = {
  ...READ,
  catalogue: { items: ITEMS, groups: GROUPS, paths: [] },
  files: ['a.yaml', 'folder/ladders.yaml'],
  prune: true,
  allowSimilar: true,
};

export const CATALOGUE = [
  means('diff --file a.yaml', diffCatalogue, READ),
  means(
    'diff -f a.yaml folder --prune --allow-similar --exit-code --plan-out saved.json --force',
    diffCatalogue,
    READ_ALL,
  ),
  means('apply --file a.yaml', applyCatalogue, { ...READ, label: 'a.yaml', saved: undefined }),
  means('apply -f a.yaml -f folder --prune --allow-similar --plan-out saved.json --force', applyCatalogue, {
    ...READ_ALL,
    label: 'a.yaml, folder/ladders.yaml',
    saved: undefined,
  }),
  means('apply --plan plan.json', applyCatalogue, {
    ...READ,
    prune: true,
    allowSimilar: true,
    label: 'a.yaml',
    saved: { plan: { changes: [], unlisted: [] }, footprint: { 'item A': null } },
  }),
  means('export', exportCatalogue, {}),
  means('export --file catalog.json --force', exportCatalogue, {}),
];
