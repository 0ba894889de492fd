import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../../src/cli/catalogue-file/read-catalogue.ts';
import { writeYaml } from '../../../src/cli/catalogue-file/write-yaml.ts';
import { writtenCatalogue } from '../../../src/cli/catalogue-file/written-catalogue.ts';
import { readExample } from '../../../src/cli/commands/demo/demo-example.ts';
import type { CataloguePlan } from '../../../src/domain/catalogue/diff/catalogue-plan.ts';
import {
  type ApplyCatalogueInput,
  applyCatalogue,
} from '../../../src/operations/catalogue/apply-catalogue.ts';
import { diffCatalogue } from '../../../src/operations/catalogue/diff-catalogue.ts';
import { exportCatalogue } from '../../../src/operations/catalogue/export-catalogue.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { handWritten } from '../../support/catalogue/hand-written.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';
import { empty, onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';

const BASE = `
tierctl: 1
items:
  - articleNumber: SILVER
    name: Silver
    kind: package
    renewal: [P1M, P1Y]
    attributes: [domain:required, 'size:choice=s,m']
    services: { email: 5, ftp: 1 }
    extensions: [{ item: PACK, maximum: 3 }]
    products: [{ item: BOX, minimum: 1, maximum: 5 }]
    term: P1Y
    defaultPath: Up
  - articleNumber: GOLD
    name: Gold
    kind: package
    attributes: [domain:required, note]
    products: [{ item: BOX-PRO }]
  - { articleNumber: BOX, name: Box, attributes: [address, owner] }
  - { articleNumber: BOX-PRO, name: 'Box "Pro"', attributes: [address, owner] }
  - { articleNumber: PACK, name: Pack, kind: extension, services: { email: 10 } }
groups:
  - name: Hosting
    members:
      - { item: GOLD, level: 2 }
      - { item: SILVER, level: 1, downgradeableFrom: false }
paths:
  - name: Up
    source: SILVER
    destination: GOLD
    from: "2026-01-01"
    overLimit: extend
    description: "One\\nday"
    map: [domain=domain, 'BOX:address=BOX-PRO:address']
    mapProducts: [BOX=BOX-PRO]
`;

const inputOf = (text: string, prune = false): ApplyCatalogueInput => ({
  ...readCatalogue([{ file: 'c.yaml', text }]),
  prune,
  label: 'c.yaml',
});

/** What changes, without its values: `~ item SILVER name`. */
const lines = ({ changes, unlisted }: CataloguePlan) => [
  ...changes.flatMap(({ action, type, name, fields, parts }) => {
    const signs = { add: '+', change: '~', remove: '-' };
    const of = `${type} ${name}`;
    return action === 'add'
      ? [`+ ${of}`]
      : [
          ...fields.map(({ field, before, after }) => `~ ${of} ${field}: ${before} → ${after}`),
          ...parts.map(
            (part) => `${signs[part.action]} ${of} ${part.type} ${part.name}: ${part.before} → ${part.after}`,
          ),
        ];
  }),
  ...unlisted.map(({ of, type, name, value }) => `  ${of.type} ${of.name} ${type} ${name}: ${value}`),
];

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const byHand = handWritten(() => db.database);
  const apply = async (text: string, prune = false) => {
    const { result, changed } = await db.change((session) => applyCatalogue(session, inputOf(text, prune)));
    return changed ? lines(result.plan) : 'nothing';
  };
  const diff = async (text: string, prune = false) =>
    lines((await db.read((session) => diffCatalogue(session, inputOf(text, prune)))).plan);
  const exported = async () => writeYaml(writtenCatalogue((await db.read(exportCatalogue)).catalogue));

  describe('apply', () => {
    test('writes everything, and the second time nothing', async () => {
      expect(await apply(BASE)).toEqual([
        '+ item BOX',
        '+ item BOX-PRO',
        '+ item GOLD',
        '+ item PACK',
        '+ item SILVER',
        '+ group Hosting',
        '+ path Up',
      ]);
      const before = await everyRow(db.database);
      expect(await apply(BASE)).toBe('nothing');
      expect(await everyRow(db.database)).toEqual(before);
      expect(before['tierctl.audit']).toHaveLength(1);
      expect(before['tierctl.audit']?.[0]).toContain('c.yaml');
      expect(await diff(BASE)).toEqual([]);
    });

    test('takes the example, twice, and exports what reads as it', async () => {
      const { catalogue, locate, name } = await readExample();
      const input = { catalogue, locate, prune: false, label: name };
      expect((await db.change((session) => applyCatalogue(session, input))).changed).toBe(true);
      expect((await db.change((session) => applyCatalogue(session, input))).changed).toBe(false);
      expect(await diff(await exported())).toEqual([]);
    });

    test('takes paths in both directions between items without terms, as defaults too', async () => {
      const items = (more: string) =>
        `tierctl: 1\nitems:\n- { articleNumber: A, name: A${more} }\n- { articleNumber: B, name: B }\n`;
      const up = 'paths:\n- { name: Up, source: A, destination: B }\n';
      const down = '- { name: Down, source: B, destination: A }\n';
      expect(await apply(items('') + up)).toEqual(['+ item A', '+ item B', '+ path Up']);
      expect(await apply(items('') + up + down)).toEqual(['+ path Down']);
      expect(await apply(items(', defaultPath: Up').replace('B }', 'B, defaultPath: Down }'))).toEqual([
        '~ item A defaultPath: null → Up',
        '~ item B defaultPath: null → Down',
      ]);
      expect(await diff(await exported())).toEqual([]);
    });

    test('in a dry run leaves every row as it was', async () => {
      await apply(BASE);
      const changed = BASE.replace('name: Silver', 'name: Sterling').replace('level: 2', 'level: 7');
      const { plan } = await dryRun(db.database, (session) => applyCatalogue(session, inputOf(changed)));
      expect(lines(plan)).toEqual([
        '~ item SILVER name: Silver → Sterling',
        '~ group Hosting member GOLD: level 2 → level 7',
      ]);
    });

    test('changes every kind of thing, and takes away what the description of an item leaves out', async () => {
      await apply(BASE);
      const changed = `
tierctl: 1
items:
  - articleNumber: SILVER
    name: Sterling
    kind: package
    active: false
    renewal: [P12M, P2Y]
    attributes: [domain, 'size:choice=s,m,l:default=m', extra]
    services: { email: 6, disk: 9 }
    extensions: [{ item: PACK }]
    products: [{ item: BOX, minimum: 2 }]
  - { articleNumber: PACK, name: Pack, kind: extension }
groups:
  - name: Hosting
    members: [{ item: SILVER, level: 1 }, { item: BOX, level: 5 }, { item: GOLD, level: 2 }]
paths:
  - name: Up
    source: SILVER
    destination: GOLD
    until: "2027-01-01"
    map: [extra=domain, 'BOX:address=BOX-PRO:address', 'size=note']
    mapProducts: [BOX=BOX-PRO]
`;
      const wanted = [
        '- item PACK service email: 10 → null',
        '~ item SILVER name: Silver → Sterling',
        '~ item SILVER active: yes → no',
        '~ item SILVER term: P1Y → null',
        '~ item SILVER defaultPath: Up → null',
        '~ item SILVER attribute domain: text:required → text',
        '~ item SILVER attribute size: choice=s,m → choice=s,m,l:default=m',
        '+ item SILVER attribute extra: null → text',
        '+ item SILVER renewal P2Y: null → ',
        '- item SILVER renewal P1M:  → null',
        '+ item SILVER service disk: null → 9',
        '~ item SILVER service email: 5 → 6',
        '- item SILVER service ftp: 1 → null',
        '~ item SILVER extension PACK: at most 3 → any number',
        '~ item SILVER product BOX: 1 to 5 → at least 2',
        '~ group Hosting member SILVER: level 1, not downgradeableFrom → level 1',
        '+ group Hosting member BOX: null → level 5',
        '~ path Up from: 2026-01-01 → null',
        '~ path Up until: null → 2027-01-01',
        '~ path Up overLimit: extend → block',
        '~ path Up description: One\nday → null',
        '~ path Up mapping domain: domain → extra',
        '+ path Up mapping note: null → size',
      ];
      expect(await diff(changed)).toEqual(wanted);
      expect(await apply(changed)).toEqual(wanted);
      expect(await diff(changed)).toEqual([]);
      expect(await diff(await exported())).toEqual([]);
    });

    test('leaves alone what the file does not name', async () => {
      await apply(BASE);
      const before = await exported();
      expect(await apply('tierctl: 1')).toBe('nothing');
      expect(
        await apply('tierctl: 1\ngroups: [{ name: Other, members: [{ item: BOX, level: 1 }] }]'),
      ).toEqual(['+ group Other']);
      await byHand.execute(`delete from billing.upgrade_group_member where fk_group_id in
        (select id from billing.upgrade_group where name = 'Other')`);
      await byHand.execute(`delete from billing.upgrade_group where name = 'Other'`);
      expect(await exported()).toBe(before);
    });

    test('reports what is not in the file, and deletes it only with pruning', async () => {
      await apply(BASE);
      const less = `
tierctl: 1
groups: [{ name: Hosting, members: [{ item: GOLD, level: 2 }] }]
paths: [{ name: Up, source: SILVER, destination: GOLD, from: "2026-01-01", overLimit: extend, description: "One\\nday", map: [domain=domain] }]`;
      const left = [
        '  group Hosting member SILVER: level 1, not downgradeableFrom',
        '  path Up mapping BOX-PRO:address: BOX:address',
        '  path Up product mapping BOX: BOX-PRO',
      ];
      expect(await diff(less)).toEqual(left);
      expect(await apply(less)).toBe('nothing');
      const gone = [
        '- group Hosting member SILVER: level 1, not downgradeableFrom → null',
        '- path Up mapping BOX-PRO:address: BOX:address → null',
        '- path Up product mapping BOX: BOX-PRO → null',
      ];
      expect(await diff(less, true)).toEqual(gone);
      expect(await apply(less, true)).toEqual(gone);
      expect(await apply(less, true)).toBe('nothing');
    });

    test('finds and fixes what was changed by hand', async () => {
      await apply(BASE);
      const good = await exported();
      await byHand.execute(`update billing.upgrade_group_member set upgrade_level = 9, upgradeable = '0'
        where fk_item_id in (select id from billing.item where article_number = 'GOLD')`);
      await byHand.execute(`update billing.item set name = 'Bronze' where article_number = 'SILVER'`);
      await byHand.execute(`update tierctl.service_limit set amount = 99 where service = 'ftp'`);
      await byHand.execute(`update tierctl.path set over_limit_policy = 'allow' where name = 'Up'`);
      await byHand.execute(`delete from tierctl.path_attribute where destination_attribute = 'domain'`);
      const wanted = [
        '~ item SILVER name: Bronze → Silver',
        '~ item SILVER service ftp: 99 → 1',
        '~ group Hosting member GOLD: level 9, not upgradeable → level 2',
        '~ path Up overLimit: allow → extend',
        '+ path Up mapping domain: null → domain',
      ];
      expect(await diff(BASE)).toEqual(wanted);
      expect(await apply(BASE)).toEqual(wanted);
      expect(await exported()).toBe(good);
    });

    test('gives items that were written by hand a profile where they need one', async () => {
      await byHand.item('ONE');
      await byHand.item('TWO');
      expect(await apply('tierctl: 1\npaths: [{ name: P, source: ONE, destination: TWO }]')).toEqual([
        '+ path P',
      ]);
      expect(await diff(await exported())).toEqual([]);
    });
  });

  describe('is refused, and nothing is written,', () => {
    const refused = async (text: string, error: object) => {
      const before = await everyRow(db.database);
      await expect(diff(text)).rejects.toMatchObject(error);
      await expect(apply(text)).rejects.toMatchObject(error);
      expect(await everyRow(db.database)).toEqual(before);
    };

    test('a name that leads nowhere', async () => {
      await apply(BASE);
      await refused('tierctl: 1\ngroups:\n- name: Hosting\n  members:\n  - { item: GOLF, level: 1 }', {
        kind: 'not-found',
        code: 'item-not-found',
        message: 'c.yaml: groups[0].members[0].item: no item "GOLF", line 5; did you mean GOLD?',
      });
    });

    test.each([
      ['from an item and a product', ['domain=BOX-PRO:owner', 'BOX:owner=BOX-PRO:owner'], 1, 'BOX-PRO:owner'],
      [
        'twice from a product that becomes it',
        ['BOX:owner=BOX-PRO:owner', 'BOX:address=BOX-PRO:owner'],
        1,
        'BOX-PRO:owner',
      ],
      [
        'twice from the second of two products that become it',
        ['BOX:owner=BOX-PRO:owner', 'DISK:owner=BOX-PRO:owner', 'DISK:address=BOX-PRO:owner'],
        2,
        'BOX-PRO:owner',
      ],
    ])('an attribute that is filled %s', async (_how, map, row, attribute) => {
      await apply(
        `${BASE}`
          .replace(
            'products: [{ item: BOX, minimum: 1, maximum: 5 }]',
            'products: [{ item: BOX }, { item: DISK }]',
          )
          .replace(
            'groups:',
            '  - { articleNumber: DISK, name: Disk, attributes: [address, owner] }\ngroups:',
          ),
      );
      const path = `{ name: Up, source: SILVER, destination: GOLD, mapProducts: [BOX=BOX-PRO, DISK=BOX-PRO], map: ${JSON.stringify(map)} }`;
      await refused(`tierctl: 1\npaths: [${path}]`, {
        kind: 'conflict',
        code: 'attribute-mapped-twice',
        message: expect.stringMatching(
          new RegExp(`paths\\[0\\].map\\[${row}\\]: "${attribute}" cannot be filled from both`),
        ),
      });
    });

    test('another kind for an item that others rely on', async () => {
      await apply(BASE);
      await refused('tierctl: 1\nitems: [{ articleNumber: BOX, name: Box, kind: extension }]', {
        kind: 'refused',
        code: 'kind-in-use',
        message: expect.stringContaining('it is in the package "SILVER"'),
      });
      await seedInto(db.database, { items: [{ articleNumber: 'SOLD' }] });
      await seedInto(db.database, {
        subscriptions: [{ account: 'ACC-1', item: 'SOLD', start: '2026-01-01' }],
      });
      await refused('tierctl: 1\nitems: [{ articleNumber: SOLD, name: SOLD, kind: package }]', {
        code: 'kind-in-use',
        message:
          'c.yaml: items[0].kind: SOLD cannot become a package: 1 active subscription is to it, line 2',
      });
    });

    test('the end of an attribute that has values or is mapped, or a type they do not fit', async () => {
      await seedInto(db.database, {
        items: [
          { articleNumber: 'A', attributes: ['domain', 'size'] },
          { articleNumber: 'B', attributes: ['domain'] },
        ],
        paths: [{ name: 'P', source: 'A', destination: 'B', map: { domain: 'domain' } }],
        subscriptions: [
          { account: 'ACC-1', item: 'A', start: '2026-01-01', attributes: { size: 'large "1"' } },
        ],
      });
      await refused('tierctl: 1\nitems: [{ articleNumber: A, name: A, attributes: [domain] }]', {
        kind: 'refused',
        code: 'attribute-in-use',
        message:
          'c.yaml: items[0].attributes: the attribute "size" of A has a value on 1 subscription, line 2',
      });
      await refused('tierctl: 1\nitems: [{ articleNumber: A, name: A, attributes: [size] }]', {
        code: 'attribute-in-use',
        message: expect.stringContaining('"domain" of A is mapped by "P"'),
      });
      await refused(
        'tierctl: 1\nitems: [{ articleNumber: A, name: A, attributes: [domain, "size:number"] }]',
        {
          code: 'attribute-in-use',
          message:
            'c.yaml: items[0].attributes[1]: the attribute "size" of A has the value "large "1"" on a subscription, which would no longer be allowed, line 2',
        },
      );
    });

    test('a type that no longer takes what a path brings, and values that wait for a change', async () => {
      await seedInto(db.database, {
        items: [
          { articleNumber: 'A', attributes: ['size'] },
          { articleNumber: 'B', attributes: ['size', 'note'] },
        ],
        paths: [{ name: 'P', source: 'A', destination: 'B', map: { size: 'size' } }],
        subscriptions: [{ account: 'ACC-1', item: 'A', start: '2026-01-01' }],
      });
      await refused('tierctl: 1\nitems: [{ articleNumber: B, name: B, attributes: ["size:number", note] }]', {
        kind: 'refused',
        code: 'attribute-in-use',
        message: expect.stringContaining('the attribute "size" of B is mapped by "P"'),
      });
      await byHand.execute(`update tierctl.subscription set change_on = '2026-06-01', change_item_id =
        (select id from billing.item where article_number = 'B')`);
      await byHand.execute(`insert into tierctl.change_attribute (account_id, subscription_number, attribute, value)
        values ('ACC-1', 1, 'note', 'later')`);
      await refused('tierctl: 1\nitems: [{ articleNumber: B, name: B, attributes: [size] }]', {
        code: 'attribute-in-use',
        message:
          'c.yaml: items[0].attributes: the attribute "note" of B has a value on 1 pending change, line 2',
      });
      await refused('tierctl: 1\nitems: [{ articleNumber: B, name: B, attributes: [size, "note:date"] }]', {
        code: 'attribute-in-use',
        message: expect.stringContaining('has the value "later" on a subscription'),
      });
    });

    test('the end of a product, or a maximum, that subscriptions and paths rely on', async () => {
      await seedInto(db.database, {
        items: [
          { articleNumber: 'BOX', attributes: ['address'] },
          { articleNumber: 'TEAM', kind: 'package', products: ['BOX'] },
          { articleNumber: 'OFFICE', kind: 'package', products: ['BOX'] },
        ],
        paths: [
          {
            name: 'P',
            source: 'TEAM',
            destination: 'OFFICE',
            map: { 'BOX:address': 'BOX:address' },
            products: { BOX: 'BOX' },
          },
        ],
        subscriptions: [
          {
            account: 'ACC-1',
            item: 'TEAM',
            start: '2026-01-01',
            components: [{ item: 'BOX', attributes: { address: 'a' } }, { item: 'BOX' }],
          },
        ],
      });
      await refused('tierctl: 1\nitems: [{ articleNumber: TEAM, name: TEAM, kind: package }]', {
        kind: 'refused',
        code: 'product-in-use',
        message:
          'c.yaml: items[0].products: BOX cannot be removed from TEAM: its instances are carried over by the path "P"; ' +
          'its attributes are carried over by the path "P"; 1 active subscription has instances of it, line 2',
      });
      const most = 'products: [{ item: BOX, maximum: 1 }]';
      await refused(`tierctl: 1\nitems:\n- articleNumber: TEAM\n  name: TEAM\n  kind: package\n  ${most}`, {
        code: 'product-in-use',
        message:
          'c.yaml: items[0].products[0].maximum: TEAM cannot have at most 1 of BOX: a subscription to it has 2, line 6',
      });
      await refused('tierctl: 1\nitems: [{ articleNumber: BOX, name: BOX }]', {
        code: 'attribute-in-use',
        message: expect.stringContaining('"address" of BOX is mapped by "P"'),
      });
    });

    test('other ends for a path', async () => {
      await apply(BASE);
      await refused('tierctl: 1\npaths: [{ name: Up, source: GOLD, destination: SILVER }]', {
        kind: 'refused',
        code: 'path-ends-fixed',
      });
    });

    test('two groups with the same name, which are ambiguous', async () => {
      await apply(BASE);
      const table = 'billing.upgrade_group';
      await byHand.execute(`alter table ${table} drop constraint upgrade_group_name_key`);
      try {
        await byHand.group('Hosting');
        await refused('tierctl: 1\ngroups: [{ name: Hosting }]', {
          kind: 'conflict',
          code: 'ambiguous-name',
        });
        const { omitted } = await db.read(exportCatalogue);
        expect(omitted).toEqual(['the 2 groups "Hosting": a file cannot distinguish them']);
      } finally {
        await empty(db.database);
        await byHand.execute(`alter table ${table} add constraint upgrade_group_name_key unique (name)`);
      }
    });

    test('a kept plan when what it was made from has changed', async () => {
      await apply(BASE);
      const input = inputOf(BASE.replace('level: 2', 'level: 3'));
      const { plan, footprint } = await db.read((session) => diffCatalogue(session, input));
      const saved = JSON.parse(JSON.stringify({ plan, footprint })) as typeof input.saved;
      await byHand.execute(
        `update billing.upgrade_group_member set downgradeable = '0' where upgrade_level = 1`,
      );
      const before = await everyRow(db.database);
      await expect(
        db.change((session) => applyCatalogue(session, { ...input, saved })),
      ).rejects.toMatchObject({
        kind: 'conflict',
        code: 'plan-stale',
        message: 'the plan is stale: group Hosting has changed since it was made',
      });
      expect(await everyRow(db.database)).toEqual(before);
      await byHand.execute(
        `update billing.upgrade_group_member set downgradeable = '1' where upgrade_level = 1`,
      );
      expect((await db.change((session) => applyCatalogue(session, { ...input, saved }))).changed).toBe(true);
    });
  });

  test('planning and applying take as many statements for 200 items as for 4', async () => {
    const ladder = (size: number, level: number, name: string) => {
      const all = Array.from({ length: size }, (_, n) => n);
      return `tierctl: 1
items:
${all.map((n) => `- { articleNumber: I${n}, name: ${name}, term: P1M, renewal: [P1M], attributes: [x, "y:choice=${name}"], services: { email: ${level} } }`).join('\n')}
groups:
- name: G
  members: [${all.map((n) => `{ item: I${n}, level: ${level + n} }`).join(', ')}]
paths:
${all
  .slice(1)
  .map((n) => `- { name: P${n}, source: I${n - 1}, destination: I${n}, description: ${name}, map: [x=x] }`)
  .join('\n')}`;
    };
    const counted = async (work: () => Promise<unknown>) => {
      db.statements.length = 0;
      await work();
      return db.statements.length;
    };
    const walk = async (size: number) => [
      await counted(() => diff(ladder(size, 1, 'one'))),
      await counted(() => apply(ladder(size, 1, 'one'))),
      await counted(() => diff(ladder(size, 2, 'two'), true)),
      await counted(() => apply(ladder(size, 2, 'two'), true)),
      await counted(() => db.read(exportCatalogue)),
    ];
    const small = await walk(4);
    await empty(db.database);
    expect(await walk(200)).toEqual(small);
    expect(await diff(ladder(200, 2, 'two'))).toEqual([]);
  });
});
