// What other programs wrote: names that look the same on a screen, and invisible characters.

import { expect, test } from 'vitest';
import { NO_HOLDINGS } from '../../../src/domain/administration/lint/linted-holdings.ts';
import { type LintedPath, NO_PATHS } from '../../../src/domain/administration/lint/paths/linted-paths.ts';
import { lintCatalogue } from '../../../src/domain/administration/lint/rules.ts';
import { itemCalled } from '../../support/transitions/steps.ts';

interface Names {
  readonly groups?: readonly string[];
  readonly items?: readonly string[];
  readonly paths?: readonly string[];
  readonly accounts?: readonly string[];
}

/** Severity, rule, message and fix; the id of each thing is its place among the others. */
function lint({ groups = [], items = [], paths = [], accounts = [] }: Names) {
  return lintCatalogue({
    ladders: groups.map((name, n) => ({ group: { id: `g${n}`, name }, members: [] })),
    items: items.map((articleNumber, n) => ({ id: `i${n}`, articleNumber, name: 'Item' })),
    oddAccounts: { first: accounts.slice(0, 2), total: accounts.length },
    factsOf: (item) => ({ item, active: true, renewalPeriods: [] }),
    holdings: NO_HOLDINGS,
    paths: { ...NO_PATHS, list: paths.map((name, n) => path(`p${n}`, name)) },
    today: '2026-03-01',
    itemsAreKept: true,
  })
    .filter(({ rule }) => rule !== 'empty-group' && rule !== 'overlapping-paths')
    .map(({ severity, rule, message, fix }) => [severity, rule, message, fix]);
}

function path(id: string, name: string): LintedPath {
  const [source, destination] = [itemCalled(`${id} from`), itemCalled(`${id} to`)];
  return {
    id,
    name,
    source,
    destination,
    effectiveFrom: null,
    effectiveUntil: null,
    overLimit: 'block',
    description: null,
    isDefault: false,
    overrides: 0,
    used: false,
    mapped: [],
    products: [],
  };
}

test('names that differ by more are no finding', () => {
  expect(
    lint({ groups: ['Web', 'Web hosting'], items: ['HST-1', 'HST-I'], paths: ['Web', 'Größe', 'Grosse'] }),
  ).toEqual([]);
});

test.each([
  ['case', 'HST-GOLD', 'hst-gold'],
  ['case beyond ASCII', 'GRÖSSE', 'größe'],
  ['width', 'HST-１', 'HST-1'],
  ['composition', 'gro\u0308ße', 'größe'],
  ['what no screen shows', 'HST\u200b-1', 'HST-1'],
  ['the blank', 'Web\u00a0hosting', 'Web hosting'],
  ['blanks around', 'Web ', 'Web'],
])('names that differ in %s alone are one finding for each kind of thing', (_, one, other) => {
  const found = (noun: string, name: string) =>
    lint({ [noun]: [one, 'other', other] })
      .filter(([, rule]) => rule === 'similar-names')
      .map((finding) => [
        finding[0],
        String(finding[2]).startsWith(`2 ${name} have names that look alike: `),
        finding[3],
      ]);
  expect(found('groups', 'groups')).toEqual([['warning', true, null]]);
  expect(found('items', 'items')).toEqual([['warning', true, null]]);
  expect(found('paths', 'paths')).toEqual([['warning', true, null]]);
});

test('items of one article number look alike; groups of one name are the matter of another rule', () => {
  expect(lint({ items: ['A', 'A', 'a'] })).toEqual([
    ['warning', 'similar-names', '3 items have names that look alike: "A" and "A" and "a"', null],
  ]);
  expect(lint({ groups: ['Web', 'Web'] }).map(([, rule]) => rule)).toEqual(['duplicate-group-name']);
});

test('a hidden character is named, with the command that takes it out', () => {
  expect(lint({ groups: ['Web\u200bhosting'], items: ['HST\u00adGOLD'], paths: ['To\u00a0Pro'] })).toEqual([
    [
      'warning',
      'hidden-characters',
      'group "Web\\u{200b}hosting": it holds U+200B, an invisible character',
      'tierctl group rename g0 Webhosting',
    ],
    ['warning', 'hidden-characters', 'item "HST\\u{ad}GOLD": it holds U+00AD, an invisible character', null],
    [
      'warning',
      'hidden-characters',
      'path "To\\u{a0}Pro": it holds U+00A0, a blank that is not the ordinary one',
      "tierctl path update p0 --name 'To Pro'",
    ],
  ]);
});

test('a name that is not composed is a finding', () => {
  expect(lint({ groups: ['Gro\u0308ße'] })).toEqual([
    [
      'warning',
      'hidden-characters',
      'group "Gro\u0308ße": it is not in the composed form (NFC)',
      "tierctl group rename g0 'Größe'",
    ],
  ]);
});

test('where the name is taken without it, only people know', () => {
  const fixes = lint({ groups: ['Web\u200b', 'web'] }).map(([, rule, , fix]) => [rule, fix]);
  expect(fixes).toEqual([
    ['similar-names', null],
    ['hidden-characters', null],
  ]);
});

test('accounts are one finding, however many', () => {
  expect(lint({ accounts: ['ACC-1\u200b'] })).toEqual([
    [
      'warning',
      'hidden-characters',
      '1 account has an id that is easily taken for another: "ACC-1\\u{200b}"',
      null,
    ],
  ]);
  expect(lint({ accounts: ['1\u200b', '2\u200b', '3\u200b'] })[0]?.[2]).toBe(
    '3 accounts have ids that are easily taken for others: "1\\u{200b}", "2\\u{200b}" and 1 more',
  );
});
