// Two operators change the same thing: the second has read it before the first commits. No change may be undone
// without a word.
import { beforeEach, expect, test } from 'vitest';
import type { AuditedResult } from '../../src/database/audited-result.ts';
import type { Session } from '../../src/database/session.ts';
import { applyCatalogue } from '../../src/operations/catalogue/apply-catalogue.ts';
import { renameGroup } from '../../src/operations/groups/rename-group.ts';
import { type UpdateMemberInput, updateMember } from '../../src/operations/groups/update-member.ts';
import { type SetItemInput, setItem } from '../../src/operations/items/set-item.ts';
import { setServiceLimits } from '../../src/operations/items/set-service-limits.ts';
import { assignPath } from '../../src/operations/paths/assign-path.ts';
import { type MapPathInput, mapPath } from '../../src/operations/paths/map-path.ts';
import { type UpdatePathInput, updatePath } from '../../src/operations/paths/update-path.ts';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { handWritten } from '../support/catalogue/hand-written.ts';
import { everyRow } from '../support/database/byte-for-byte.ts';
import { onEveryEngine } from '../support/database/engines.ts';
import { inTheWay } from '../support/database/in-the-way.ts';
import { interleave } from '../support/database/interleave.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { catalogueOf } from '../support/groups/judged-catalogue.ts';
import { SAME_GRIDS } from '../support/inputs.ts';

type Operation = (session: Session) => Promise<AuditedResult<unknown>>;
type Row = Readonly<Record<string, unknown>>;

const UNCHANGED = { name: undefined, from: undefined, until: undefined } as const;
const path =
  (input: Partial<UpdatePathInput>): Operation =>
  (session) =>
    updatePath(session, {
      path: 'trial ends',
      ...UNCHANGED,
      description: undefined,
      overLimit: undefined,
      ...input,
    });
const map =
  (input: Partial<MapPathInput>): Operation =>
  (session) =>
    mapPath(session, {
      path: 'trial ends',
      ...SAME_GRIDS,
      ...input,
    });
const item =
  (input: Partial<SetItemInput>): Operation =>
  (session) =>
    setItem(session, { item: 'TRIAL', ...input });
const member =
  (input: Partial<UpdateMemberInput>): Operation =>
  (session) =>
    updateMember(session, { group: GROUP, item: 'TRIAL', ...input });
const group =
  (name: string): Operation =>
  (session) =>
    renameGroup(session, { group: GROUP, name });
const assign =
  (path: string): Operation =>
  (session) =>
    assignPath(session, { item: 'TRIAL', path });

const GROUP = '6a0e6f5e-0000-4000-8000-000000000001';

const hasRow = (column: string) => (row: Row) => column in row;

/** What is changed, which row the second has read when the first commits, and what the two do. */
const CASES: readonly (readonly [string, (row: Row) => boolean, Operation, Operation])[] = [
  ['the name of a group', (row) => row.name === 'Webhosting', group('Hosting'), group('Ladder')],
  ['a member', hasRow('upgrade_level'), member({ level: 5 }), member({ upgradeable: false })],
  [
    'the rule of a path',
    hasRow('over_limit_policy'),
    path({ until: '2026-12-31' }),
    path({ description: 'after the trial' }),
  ],
  [
    'the mapping of a path',
    hasRow('destination_attribute'),
    map({ map: [{ source: 'note', destination: 'note' }] }),
    map({ map: [{ source: 'size', destination: 'size' }] }),
  ],
  [
    'the rule of a path and its mapping',
    hasRow('over_limit_policy'),
    path({ description: 'after the trial' }),
    map({ unmap: ['domain'] }),
  ],
  [
    'the product grid of a path',
    (row) =>
      'destination_item_id' in row &&
      'source_article_number' in row &&
      'source_item_id' in row &&
      !('name' in row),
    map({ path: 'to pro', unmapProducts: ['SITE'] }),
    map({ path: 'to pro', mapProducts: [{ source: 'MAIL', destination: 'SITE' }] }),
  ],
  [
    'the default path of an item',
    (row) => 'default_path_id' in row && 'term_months' in row,
    assign('trial ends'),
    assign('trial to gold'),
  ],
];

/** A change of an item claims it before it reads it. What is changed, and what the two do. */
const CLAIMED: readonly (readonly [string, Operation, Operation])[] = [
  [
    'the profile of an item',
    item({ term: { months: 1, days: 0 } }),
    item({ active: false, name: 'Trial, closed' }),
  ],
  ['the name of an item', item({ name: 'Trial month' }), item({ term: { months: 1, days: 0 } })],
  [
    'the renewal periods of an item',
    item({ renewalPeriods: [{ value: 1, unit: 'month' }] }),
    item({ name: 'Trial month' }),
  ],
  [
    'the service limits of an item',
    (session) => setServiceLimits(session, { item: 'TRIAL', limits: [{ service: 'mail', amount: 1 }] }),
    (session) => setServiceLimits(session, { item: 'TRIAL', limits: [{ service: 'mail', amount: 2 }] }),
  ],
];

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const byHand = handWritten(() => db.database);
  // The embedded database has one connection: what another would have committed happens in the same transaction.
  const concurrent = () => db.url !== undefined;

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        ...['TRIAL', 'SILVER', 'GOLD'].map((articleNumber) => ({
          articleNumber,
          attributes: ['domain', 'note', 'size'],
        })),
        { articleNumber: 'MAIL' },
        { articleNumber: 'SITE' },
        ...['OFFICE', 'PRO'].map((articleNumber) => ({
          articleNumber,
          kind: 'package' as const,
          products: ['MAIL', 'SITE'],
        })),
      ],
      paths: [
        { name: 'trial ends', source: 'TRIAL', destination: 'SILVER', map: { domain: 'domain' } },
        { name: 'trial to gold', source: 'TRIAL', destination: 'GOLD' },
        { name: 'to pro', source: 'OFFICE', destination: 'PRO', products: { MAIL: 'MAIL', SITE: 'SITE' } },
      ],
    });
    await byHand.execute(`insert into billing.upgrade_group (id, name) values ('${GROUP}', 'Webhosting')`);
    const { id } = await db.database.kysely
      .selectFrom('billing.item')
      .select('id')
      .where('article_number', '=', 'TRIAL')
      .executeTakeFirstOrThrow();
    await byHand.member(GROUP, id, 1);
    await byHand.renewalPeriod(id, 1, 'year');
  });

  const interleaved = (seen: (row: Row) => boolean, first: Operation, second: Operation) =>
    db.change((session) =>
      second(interleave(session, seen, () => (concurrent() ? db.change(first) : first(session)))),
    );

  test.each(CASES)('%s', async (_, seen, first, second) => {
    await expect(interleaved(seen, first, second)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'changed-meanwhile',
      message: expect.stringMatching(/^(group|the member|path|item) .* was changed in the meantime$/),
      hint: 'look at it again, then repeat',
    });
    if (!concurrent()) await db.change(first);
    // The first change is complete, and the second, repeated, sees what the first did.
    const [one] = await audits();
    await db.change(second);
    const other = (await audits()).find(({ after }) => after !== one?.after);
    expect(JSON.parse(other?.before ?? '{}')).toEqual(JSON.parse(one?.after ?? 'null'));
  });

  test.each(CLAIMED)('%s: the second starts where the first ended', async (_, first, second) => {
    let after: unknown;
    const act = (session: Session) => async () => {
      ({
        audit: { after } = { after: undefined },
      } = concurrent() ? await db.change(first) : await first(session));
    };
    // It has been found by its article number, and nothing else is known of it yet.
    const found = hasRow('articleNumber');
    const outcome = await db.change((session) => second(interleave(session, found, act(session))));
    expect(outcome.committed).toBe(true);
    expect(outcome.audit?.before).toEqual(after);
  });

  test.each(CLAIMED)(
    '%s: from then on the first waits, and starts where the second ended',
    async (_, first, second) => {
      const { act, other } = inTheWay(() => db.change(first));
      const outcome = await db.change((session) =>
        second(interleave(session, hasRow('article_number'), act)),
      );
      expect(outcome.committed).toBe(true);
      expect(await other()).toMatchObject({ committed: true, audit: { before: outcome.audit?.after } });
    },
  );

  test('nor is a name that was changed past tierctl overwritten', async () => {
    const rename = () => byHand.execute(`update billing.item set name = 'By hand'`);
    const work = interleaved(
      hasRow('article_number'),
      async (session) => {
        await session.db.updateTable('billing.item').set({ name: 'By hand' }).execute();
        return { result: undefined, audit: { before: null, after: null } };
      },
      item({ name: 'Trial month' }),
    );
    await expect(work).rejects.toMatchObject({ code: 'changed-meanwhile' });
    if (!concurrent()) await rename();
    const names = (await everyRow(db.database))['billing.item'];
    expect(JSON.stringify(names)).toContain('By hand');
  });

  test.each<readonly [string, (row: Row) => boolean, Operation, string]>([
    [
      'a member',
      hasRow('upgrade_level'),
      member({ upgradeable: false }),
      'groups: [{ name: Webhosting, members: [{ item: TRIAL, level: 5 }] }]',
    ],
    [
      'the rule of a path',
      hasRow('over_limit_policy'),
      path({ until: '2026-12-31' }),
      'paths: [{ name: trial ends, source: TRIAL, destination: SILVER, description: After a month }]',
    ],
    [
      'the profile of an item',
      hasRow('term_months'),
      item({ term: { months: 1, days: 0 } }),
      'items: [{ articleNumber: TRIAL, name: TRIAL, active: false, renewal: [P1Y], attributes: [domain, note, size] }]',
    ],
    [
      'the name of an item',
      hasRow('article_number'),
      item({ name: 'Trial month' }),
      'items: [{ articleNumber: TRIAL, name: Month, renewal: [P1Y], attributes: [domain, note, size] }]',
    ],
  ])('nor does a catalogue overwrite %s', async (_, seen, first, file) => {
    const catalogue = catalogueOf(`tierctl: 1\n${file}`);
    const locate = () => ({ file: 'c.yaml', path: '', line: null, column: null });
    const apply: Operation = (session) =>
      applyCatalogue(session, { catalogue, locate, prune: false, label: 'c.yaml' });
    await expect(interleaved(seen, first, apply)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'changed-meanwhile',
    });
    if (!concurrent()) await db.change(first);
    expect((await db.change(apply)).changed).toBe(true);
    expect((await db.change(apply)).changed).toBe(false);
  });

  function audits() {
    return db.database.kysely.selectFrom('tierctl.audit').select(['before', 'after']).execute();
  }
});
