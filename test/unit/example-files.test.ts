import { describe, expect, test } from 'vitest';
import { readExample } from '../../src/cli/example-files.ts';
import { parseAccounts, parseSubscriptions } from '../../src/cli/subscription-files.ts';
import { catalogueOf } from '../support/judged-catalogue.ts';

describe('the example', () => {
  test('has at least what a tour needs', async () => {
    const { catalogue, accounts, subscriptions } = await readExample();
    expect(catalogue.groups.length).toBeGreaterThanOrEqual(2);
    expect(catalogue.items.length).toBeGreaterThanOrEqual(8);
    expect(accounts.length).toBeGreaterThanOrEqual(400);
    expect(subscriptions.length).toBeGreaterThanOrEqual(1_000);
    expect(subscriptions.every(({ attributes }) => Object.keys(attributes).length > 0)).toBe(true);

    const groupsOf = (item: string) =>
      catalogue.groups.filter(({ members }) => members.some((member) => member.item === item));
    const item = (number: string) => catalogue.items.find(({ articleNumber }) => articleNumber === number);
    expect(groupsOf('HST-STANDARD')).toHaveLength(2);
    expect(item('HST-WELCOME')).toMatchObject({
      term: { months: 3, days: 0 },
      defaultPath: 'Welcome ends',
    });
    expect(item('HST-TRIAL')).toMatchObject({ term: { months: 0, days: 30 }, defaultPath: 'Trial ends' });
    expect(catalogue.paths).toContainEqual(
      expect.objectContaining({ name: 'Trial ends', source: 'HST-TRIAL', destination: 'HST-START' }),
    );
  });

  test('gives the default of an attribute where the file says nothing', async () => {
    const { subscriptions } = await readExample();
    const plan = subscriptions.filter(({ item }) => item === 'HST-START');
    expect(new Set(plan.map(({ attributes }) => attributes.php))).toEqual(new Set(['8.2', '8.3', '8.4']));
  });

  test('numbers the subscriptions of an account from 1 on', async () => {
    const { subscriptions } = await readExample();
    const own = subscriptions.filter(({ account }) => account === 'ACC-0042');
    expect(own.map(({ number, item }) => [number, item])).toEqual([
      [1, 'HST-TRIAL'],
      [2, 'WP-PERSONAL'],
    ]);
  });

  test('names nobody but made-up domains', async () => {
    const { subscriptions } = await readExample();
    const names = subscriptions.flatMap(({ attributes }) =>
      [attributes.domain, attributes.hostname, attributes.contact].filter((name) => name !== undefined),
    );
    expect(names.length).toBeGreaterThan(1_000);
    expect(names.filter((name) => !name.endsWith('.example'))).toEqual([]);
  });
});

describe('files of accounts and subscriptions', () => {
  const catalogue = catalogueOf(`
tierctl: 1
items:
  - { articleNumber: A, name: A, defaultPath: P, attributes: [domain:required, size:number] }
  - { articleNumber: B, name: B, attributes: [domain, "php:choice=8.2,8.3:default=8.3"] }
paths: [{ name: P, source: A, destination: B }]`);
  const accounts = [{ id: 'ACC-1', name: 'One' }];
  const header = 'account,externalId,item,startDate,endDate,path,fromDate,attribute.domain,attribute.php\n';
  const read = (rows: string) => parseSubscriptions(`${header}${rows}`, 's.csv', catalogue, accounts);

  test('say all there is to say of a subscription', () => {
    expect(
      read(
        [
          'ACC-1,X-1,A,2026-01-01,,,,a.example,',
          'ACC-1,X-2,A,2026-01-01,2026-01-31,none,,b.example,',
          'ACC-1,X-3,A,2026-01-01,2026-03-31,P,2026-02-01,c.example,',
          'ACC-1,X-4,B,2026-01-01,,,,,8.2',
        ].join('\r\n'),
      ),
    ).toEqual([
      {
        account: 'ACC-1',
        number: 1,
        item: 'A',
        startDate: '2026-01-01',
        endDate: null,
        path: { rule: 'default', name: 'P' },
        apply: 'on_end_date',
        fromDate: null,
        externalId: 'X-1',
        attributes: { domain: 'a.example' },
      },
      expect.objectContaining({ number: 2, endDate: '2026-01-31', path: { rule: 'none', name: null } }),
      expect.objectContaining({
        number: 3,
        path: { rule: 'override', name: 'P' },
        apply: 'from_date',
        fromDate: '2026-02-01',
      }),
      expect.objectContaining({
        number: 4,
        path: { rule: 'default', name: null },
        attributes: { php: '8.2' },
      }),
    ]);
  });

  test.each([
    ['ACC-2,X,A,2026-01-01,,,,a.example,', 'line 2: no account "ACC-2"; did you mean ACC-1?'],
    ['ACC-1,X,AA,2026-01-01,,,,a.example,', 'line 2: no item "AA"; did you mean A?'],
    ['ACC-1,,A,2026-01-01,,,,a.example,', 'line 2: "" cannot be an external id'],
    ['ACC-1,X,A,2026-13-01,,,,a.example,', 'line 2: "2026-13-01" is not a date'],
    ['ACC-1,X,A,2026-01-02,2026-01-01,,,a.example,', 'line 2: the subscription would end'],
    ['ACC-1,X,A,2026-01-02,,,2026-01-02,a.example,', 'line 2: it cannot move from 2026-01-02'],
    ['ACC-1,X,A,2026-01-01,,Q,,a.example,', 'line 2: no path "Q"'],
    ['ACC-1,X,B,2026-01-01,,P,,a.example,', 'line 2: path "P" starts at A, not at B'],
    ['ACC-1,X,A,2026-01-01,,,,,', 'line 2: a subscription to A needs "domain"'],
    ['ACC-1,X,A,2026-01-01,,,,a.example,8.2', 'line 2: A has no attribute "php"'],
    ['ACC-1,X,B,2026-01-01,,,,,5.6', 'line 2: "5.6" is no value for the attribute "php"'],
    ['ACC-1,X,B,2026-01-01,,,,,8.2\nACC-1,X,B,2026-01-01,,,,,8.2', 'line 3: the external id "X" comes twice'],
    ['ACC-1,X,A', 'Invalid Record Length'],
  ])('%j is refused: %s', (rows, message) => {
    expect(() => read(rows)).toThrow(
      expect.objectContaining({
        kind: 'config',
        code: 'bad-rows',
        message: expect.stringContaining(message),
      }),
    );
  });

  test('name a column that is none, or lacks', () => {
    const parse = (csv: string) => () => parseSubscriptions(csv, 's.csv', catalogue, accounts);
    const row = 'ACC-1,X,A,2026-01-01,,,,a.example,blue';
    expect(parse(header.replace('attribute.php', 'colour') + row)).toThrow('there is no column "colour"');
    expect(parse('account,item\nACC-1,A')).toThrow('s.csv is not right: line 2: externalId: ');
    expect(() => parseAccounts('account,name\nACC-1,One\nACC-1,Two', 'a.csv')).toThrow(
      'a.csv is not right: line 3: account "ACC-1" comes twice',
    );
  });
});
