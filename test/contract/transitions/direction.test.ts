// The same rule on `path show`, in what is to come, in a run and in the history, and for a change by hand.
import { beforeEach, expect, test } from 'vitest';
import { diagnose } from '../../../src/operations/administration/diagnose.ts';
import { addMember } from '../../../src/operations/groups/add-member.ts';
import { createGroup } from '../../../src/operations/groups/create-group.ts';
import { showPath } from '../../../src/operations/paths/show-path.ts';
import { changeSubscription } from '../../../src/operations/transitions/change-subscription.ts';
import { listHistory } from '../../../src/operations/transitions/list-history.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { forecast } from '../../support/transitions/forecasts.ts';
import { run } from '../../support/transitions/runs.ts';

const TODAY = '2026-02-01';

/** Levels of A and B on each ladder. */
const CASES: readonly (readonly [string, Readonly<Record<string, readonly [number, number]>>, string])[] = [
  ['no ladder', {}, 'none'],
  ['level on the only ladder', { Hosting: [1, 1] }, 'none'],
  ['up on one, level on another', { Hosting: [1, 2], Support: [5, 5] }, 'upgrade'],
  ['down on one, level on two others', { Hosting: [7, 7], Legal: [2, 1], Support: [5, 5] }, 'downgrade'],
  [
    'up on one, down on another, level on a third',
    { Hosting: [1, 2], Legal: [3, 3], Support: [5, 4] },
    'none',
  ],
  ['level on all', { Hosting: [1, 1], Support: [5, 5] }, 'none'],
];

onEveryEngine((engine) => {
  const db = useDatabase(engine);

  beforeEach(() =>
    seedInto(db.database, {
      items: [{ articleNumber: 'A', defaultPath: 'on' }, { articleNumber: 'B' }],
      paths: [{ name: 'on', source: 'A', destination: 'B' }],
      subscriptions: [
        { account: 'X', item: 'A', start: '2026-01-01', end: '2026-01-31' },
        { account: 'Y', item: 'A', start: '2026-01-01' },
      ],
    }),
  );

  async function ladders(levels: Readonly<Record<string, readonly [number, number]>>): Promise<void> {
    const flags = { upgradeable: true, downgradeable: true, upgradeableFrom: true, downgradeableFrom: true };
    for (const [group, [a, b]] of Object.entries(levels)) {
      await db.change((session) => createGroup(session, { name: group, ifNotExists: false }));
      for (const [item, level] of [
        ['A', a],
        ['B', b],
      ] as const)
        await db.change((session) =>
          addMember(session, { group, item, level, ...flags, ifNotExists: false }),
        );
    }
  }

  test.each(CASES)('%s', async (_, levels, direction) => {
    await ladders(levels);
    const shown = await db.read((session) => showPath(session, { path: 'on' }));
    expect(shown.direction).toBe(direction);
    expect(shown.ladders.map(({ group, from, to }) => [group.name, [from, to]])).toEqual(
      Object.entries(levels),
    );
    const upcoming = await forecast(db.database, { today: TODAY, until: TODAY });
    expect(upcoming.upcoming.days.map((day) => day.direction)).toEqual([direction]);
    const { moved } = await run(db.database, { asOf: TODAY });
    expect(moved.byPath).toEqual([{ path: 'on', direction, count: 1 }]);
    const { findings } = await db.read((session) => diagnose(session, { today: TODAY }));
    const differs =
      Object.values(levels).some(([a, b]) => a < b) && Object.values(levels).some(([a, b]) => a > b);
    expect(findings.some(({ rule }) => rule === 'direction-differs')).toBe(differs);
    const canChange = Object.values(levels).some(([a, b]) => a !== b);
    if (canChange) {
      await db.change((session) =>
        changeSubscription(session, {
          subscription: 'Y/1',
          target: 'B',
          on: TODAY,
          today: TODAY,
          add: [],
          terminate: [],
          attributes: [],
          keepEnd: true,
          invocation: INVOCATION,
        }),
      );
    }
    const { transitions } = await db.read((session) =>
      listHistory(session, {
        path: undefined,
        account: undefined,
        subscription: undefined,
        run: undefined,
        limit: 9,
      }),
    );
    expect(transitions.map((one) => one.direction)).toEqual(canChange ? [direction, direction] : [direction]);
  });
});
