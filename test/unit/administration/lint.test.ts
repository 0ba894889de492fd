import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_HOLDINGS } from '../../../src/domain/administration/lint/linted-holdings.ts';
import { NO_PATHS } from '../../../src/domain/administration/lint/paths/linted-paths.ts';
import { lintCatalogue, RULES } from '../../../src/domain/administration/lint/rules.ts';
import type { Group } from '../../../src/domain/groups/group.ts';
import type { Ladder } from '../../../src/domain/groups/ladder.ts';
import { EVERY_FLAG, type Member, type MemberFlags } from '../../../src/domain/groups/member.ts';
import type { RenewalPeriod } from '../../../src/domain/items/renewal-period.ts';
import {
  type Catalogue,
  catalogues,
  factsOf,
  laddersWith,
} from '../../support/catalogue/random-catalogue.ts';
import { expectedMoves } from '../../support/groups/eligibility-oracle.ts';

const NO_FLAG = {
  upgradeable: false,
  downgradeable: false,
  upgradeableFrom: false,
  downgradeableFrom: false,
};
const GONE = '8e8e00ec-a78f-4635-8787-2ebf9de62106';

interface Known {
  readonly inactive?: readonly string[];
  readonly periods?: Readonly<Record<string, readonly RenewalPeriod[]>>;
}

const ladder = (name: string, members: readonly Member[], id = `id of ${name}`): Ladder => ({
  group: { id, name },
  members,
});

function member(articleNumber: string, level: number, flags: Partial<MemberFlags> = {}): Member {
  const item =
    articleNumber === GONE
      ? { id: GONE, articleNumber: null, name: null }
      : { id: `id of ${articleNumber}`, articleNumber, name: `Item ${articleNumber}` };
  return { id: `${articleNumber} on ${level}`, item, level, ...EVERY_FLAG, ...flags };
}

function lint(ladders: readonly Ladder[], { inactive = [], periods = {} }: Known = {}) {
  return lintCatalogue({
    ladders,
    items: [],
    oddAccounts: { first: [], total: 0 },
    itemsAreKept: true,
    holdings: NO_HOLDINGS,
    paths: NO_PATHS,
    today: '2026-03-01',
    factsOf: (item) => ({
      item,
      active: !inactive.includes(item.articleNumber ?? ''),
      renewalPeriods: periods[item.articleNumber ?? ''] ?? [],
    }),
  });
}

const brief = (...args: Parameters<typeof lint>) =>
  lint(...args).map(({ rule, severity, message, fix }) => [severity, rule, message, fix]);

const MONTH = { value: 1, unit: 'month' };
const YEAR = { value: 12, unit: 'Months' };

test('nothing is wrong with a plain ladder', () => {
  const periods = { A: [MONTH, YEAR], B: [MONTH], C: [{ value: 1, unit: 'month' }] };
  expect(brief([ladder('Hosting', [member('C', 3), member('B', 2), member('A', 1)])], { periods })).toEqual(
    [],
  );
  expect(brief([])).toEqual([]);
});

test('each rule has an id of its own, says why and is documented', () => {
  const documented = readFileSync(new URL('../../../docs/doctor.md', import.meta.url), 'utf8');
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, severity, why } of RULES) {
    expect(documented).toContain(`| \`${id}\` | ${severity} |`);
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(why).toMatch(/^[A-Z].*\.$/);
  }
});

test.each<[string, readonly Ladder[], Known, readonly unknown[]]>([
  [
    'an item that is gone',
    [ladder('Web hosting', [member('A', 2), member(GONE, 1)])],
    {},
    [
      'error',
      'dangling-item',
      `the item ${GONE} on level 1 of "Web hosting" is gone`,
      `tierctl member remove 'Web hosting' ${GONE}`,
    ],
  ],
  [
    'every flag off',
    [ladder('Hosting', [member('B', 2, NO_FLAG), member('A', 1)])],
    {},
    ['warning', 'all-flags-off', 'B in "Hosting" has every flag off', 'tierctl member remove Hosting B'],
  ],
  [
    'no members',
    [ladder('Hosting', [])],
    {},
    ['warning', 'empty-group', '"Hosting" has no members', 'tierctl group delete Hosting'],
  ],
  [
    'one member',
    [ladder('Hosting', [member('A', 1)])],
    {},
    [
      'warning',
      'single-level',
      'A is the only member of "Hosting"',
      'tierctl group delete Hosting --with-members',
    ],
  ],
  [
    'one level',
    [ladder('Hosting', [member('A', 1), member('B', 1)])],
    {},
    [
      'warning',
      'single-level',
      'all 2 members of "Hosting" are on level 1',
      'tierctl member update Hosting B --level 2',
    ],
  ],
  [
    'the highest level there is, and no other',
    [ladder('Hosting', [member('A', 2147483647), member('B', 2147483647)])],
    {},
    [
      'warning',
      'single-level',
      'all 2 members of "Hosting" are on level 2147483647',
      'tierctl member update Hosting B --level 2147483646',
    ],
  ],
  [
    'the other way round in another group',
    [
      ladder('Business', [member('B', 2), member('A', 1)]),
      ladder('Hosting', [member('A', 40), member('X', 20), member('B', 10)]),
    ],
    {},
    [
      'error',
      'direction-differs',
      'B is above A in "Business" and below it in "Hosting"',
      'tierctl member update Hosting B --level 41',
    ],
  ],
  [
    'periods that differ',
    [ladder('Hosting', [member('B', 2), member('A', 1)])],
    { periods: { A: [MONTH], B: [YEAR] } },
    [
      'warning',
      'no-shared-renewal-period',
      'A (1 month) shares no renewal period with B above it in "Hosting" (12 months)',
      'tierctl item set A --renewal P1M --renewal P12M',
    ],
  ],
  [
    'periods that only the lower one has',
    [ladder('Hosting', [member('C', 2), member('B', 2), member('A', 1)])],
    { periods: { A: [MONTH] } },
    [
      'warning',
      'no-shared-renewal-period',
      'A (1 month) shares no renewal period with B and 1 more above it in "Hosting" (no period)',
      'tierctl item set B --renewal P1M',
    ],
  ],
  [
    'a period in a unit that cannot be written',
    [ladder('Hosting', [member('B', 2), member('A', 1)])],
    { periods: { A: [{ value: 1, unit: 'fortnight' }], B: [YEAR] } },
    [
      'warning',
      'no-shared-renewal-period',
      'A (1 fortnight) shares no renewal period with B above it in "Hosting" (12 months)',
      null,
    ],
  ],
  [
    'an inactive item that may be reached',
    [ladder('Hosting', [member('B', 2, { downgradeableFrom: false }), member('A', 1)])],
    { inactive: ['B'] },
    [
      'warning',
      'inactive-target',
      'B in "Hosting" is inactive, yet its flags let customers move to it',
      'tierctl member update Hosting B --no-upgradeable-from',
    ],
  ],
])('%s', (_, ladders, known, expected) => {
  expect(brief(ladders, known)).toEqual([expected]);
});

test('groups with the same name are renamed and fixed by id', () => {
  const twins = [
    ladder('Hosting', [member('B', 2), member('A', 1)], '1'),
    ladder('Hosting', [], '2'),
    ladder('Hosting (2)', [member('B', 2), member('A', 1)], '3'),
  ];
  expect(brief(twins)).toEqual([
    [
      'error',
      'duplicate-group-name',
      '2 groups are named "Hosting"; this is 2',
      "tierctl group rename 2 'Hosting (3)'",
    ],
    ['warning', 'empty-group', '"Hosting" has no members', 'tierctl group delete 2'],
  ]);
});

test('a name that begins with a dash is no option', () => {
  expect(lint([ladder('-x', [member('A', 1), member('-b', 1)])]).map(({ fix }) => fix)).toEqual([
    'tierctl member update --level 2 -- -x -b',
  ]);
});

describe('what is no finding', () => {
  test.each<[string, readonly Ladder[], Known]>([
    [
      'periods that differ where no flag allows the move anyway',
      [ladder('Hosting', [member('B', 2, { upgradeableFrom: false, downgradeable: false }), member('A', 1)])],
      { periods: { A: [MONTH], B: [YEAR] } },
    ],
    [
      'periods that differ between members that are no neighbours',
      [ladder('Hosting', [member('C', 3), member('B', 2), member('A', 1)])],
      { periods: { A: [MONTH], B: [MONTH, YEAR], C: [YEAR] } },
    ],
    [
      'an inactive item that may only be left',
      [
        ladder('Hosting', [
          member('B', 2, { upgradeableFrom: false, downgradeableFrom: false }),
          member('A', 1),
        ]),
      ],
      { inactive: ['B'] },
    ],
    [
      'the same order on other levels, and equivalents',
      [
        ladder('Business', [member('C', 9), member('B', 8), member('A', 1)]),
        ladder('Hosting', [member('C', 3), member('B', 3), member('A', 2)]),
      ],
      {},
    ],
  ])('%s', (_, ladders, known) => {
    expect(brief(ladders, known)).toEqual([]);
  });
});

describe('on random catalogues', () => {
  const ladders = (catalogue: Catalogue): Ladder[] =>
    catalogue.groups.map((group) => {
      const holder = catalogue.members.find(({ groupId }) => groupId === group.id);
      return (
        laddersWith(catalogue, holder?.itemId ?? '').find((one) => one.group.id === group.id) ?? {
          group,
          members: [],
        }
      );
    });
  const broken = (catalogue: Catalogue, rule: string) =>
    lintCatalogue({
      ladders: ladders(catalogue),
      factsOf: factsOf(catalogue),
      items: [],
      oddAccounts: { first: [], total: 0 },
      paths: NO_PATHS,
      today: '2026-03-01',
      itemsAreKept: true,
      holdings: NO_HOLDINGS,
    }).filter((finding) => finding.rule === rule);

  test('a direction differs where two groups have two items the other way round', () => {
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        const findings = broken(catalogue, 'direction-differs');
        const reversed = new Set<string>();
        for (const { itemId: a } of catalogue.members) {
          for (const { itemId: b } of catalogue.members) {
            const directions = catalogue.groups.map((group) => direction(catalogue, group, a, b));
            if (directions.includes('up') && directions.includes('down')) reversed.add([a, b].sort().join());
          }
        }
        expect(findings.length > 0).toBe(reversed.size > 0);
        expect(findings.length).toBeLessThanOrEqual(reversed.size);
        for (const { message } of findings) {
          const names = message.match(/ITEM-\d+/g) ?? [];
          const ids = catalogue.items.filter(({ item }) => names.some((name) => name === item.articleNumber));
          expect(reversed).toContain(
            ids
              .map(({ item }) => item.id)
              .sort()
              .join(),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a shared period lacks where it is all that keeps neighbours apart', () => {
    fc.assert(
      fc.property(catalogues, (catalogue) => {
        const without: Catalogue = {
          ...catalogue,
          items: catalogue.items.map((one) => ({ ...one, renewalPeriods: [] })),
        };
        const expected = new Set<string>();
        for (const { item } of catalogue.items) {
          const judged = expectedMoves(catalogue, item.id);
          for (const [index, move] of expectedMoves(without, item.id).entries()) {
            if (!move.eligible || judged[index]?.eligible === true) continue;
            const levels = [item.id, move.target].map((id) => levelOf(catalogue, move.group, id));
            const [low, high] = [Math.min(...levels), Math.max(...levels)];
            const between = catalogue.members.some(
              ({ groupId, level }) => groupId === move.group && level > low && level < high,
            );
            const lower = levels[0] === low ? item.id : move.target;
            if (!between) expected.add(`${move.group} ${lower}`);
          }
        }
        const found = broken(catalogue, 'no-shared-renewal-period').map(
          ({ where }) => `${where.group?.id} ${where.item?.id}`,
        );
        expect(new Set(found)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  function levelOf({ members }: Catalogue, group: string, item: string): number {
    return members.find(({ groupId, itemId }) => groupId === group && itemId === item)?.level ?? Number.NaN;
  }

  function direction(catalogue: Catalogue, { id }: Group, a: string, b: string): 'up' | 'down' | 'none' {
    const [from, to] = [levelOf(catalogue, id, a), levelOf(catalogue, id, b)];
    if (to > from) return 'up';
    return to < from ? 'down' : 'none';
  }
});

test('a big catalogue is linted quickly, whatever is wrong with it', () => {
  // Two ladders of the same 5,000 items, one upside down, in two rungs' worth of periods; and 200 small ones.
  const names = Array.from({ length: 5000 }, (_, n) => `I-${n}`);
  const big = [
    ladder('Up', names.map((name, n) => member(name, n)).reverse()),
    ladder(
      'Down',
      names.map((name, n) => member(name, 5000 - n)),
    ),
    ladder(
      'Flat',
      names.map((name, n) => member(name, n % 2)),
    ),
    ...Array.from({ length: 200 }, (_, g) =>
      ladder(
        `Group ${g}`,
        names
          .slice(0, 25)
          .map((name, n) => member(name, n))
          .reverse(),
      ),
    ),
  ];
  const periods = Object.fromEntries(names.map((name, n) => [name, n % 2 === 0 ? [MONTH] : [YEAR]]));
  const start = performance.now();
  const findings = lint(big, { periods });
  expect(performance.now() - start).toBeLessThan(20_000);
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(
    new Set(['direction-differs', 'no-shared-renewal-period']),
  );
});
