// What a product offers by itself does not count for a package that it is in: a package has the limits that it names.
import { beforeEach, expect, test } from 'vitest';
import { updatePath } from '../../../src/operations/paths/update-path.ts';
import { judgeSubscription } from '../../../src/operations/subscriptions/judge-subscription.ts';
import { showSubscription } from '../../../src/operations/subscriptions/show-subscription.ts';
import { showUsage } from '../../../src/operations/subscriptions/show-usage.ts';
import { changeSubscription } from '../../../src/operations/transitions/change-subscription.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { seedFit } from '../../support/subscriptions/fit-catalogue.ts';
import { run } from '../../support/transitions/runs.ts';

const TODAY = '2026-02-01';

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const usage = async (subscription: string) =>
    (await db.read((session) => showUsage(session, { subscription }))).usage.map(
      ({ service, usage: used, limit, short }) => `${service} ${used}/${limit} ${short}`,
    );

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'BOX' },
        {
          articleNumber: 'PACK',
          kind: 'package',
          products: [{ item: 'BOX', minimum: 1 }],
          defaultPath: 'down',
        },
        { articleNumber: 'SMALL', kind: 'package', products: [{ item: 'BOX', minimum: 1 }] },
        { articleNumber: 'MORE', kind: 'extension' },
      ],
      paths: [{ name: 'down', source: 'PACK', destination: 'SMALL', products: { BOX: 'BOX' } }],
      subscriptions: [
        {
          account: 'ACC',
          item: 'PACK',
          start: '2026-01-01',
          end: '2026-01-31',
          components: [{ item: 'BOX' }, { item: 'BOX' }],
        },
        { account: 'ACC', item: 'BOX', start: '2026-01-01' },
      ],
    });
    await seedFit(db.database, {
      limits: { BOX: { email: 100 }, PACK: { email: 5 }, SMALL: { email: 2 }, MORE: { email: 3 } },
      extensions: { SMALL: { MORE: 1 } },
      groups: { Packs: { PACK: 2, SMALL: 1 } },
      usage: { 'ACC/1': { email: 5 }, 'ACC/2': { email: 50 } },
    });
  });

  test('usage is held against the limit of the package, and of a product that is sold by itself', async () => {
    expect(await usage('ACC/1')).toEqual(['email 5/5 0']);
    expect(await usage('ACC/2')).toEqual(['email 50/100 0']);
  });

  test('eligible and change judge by the limit of the package', async () => {
    const judged = await db.read((session) =>
      judgeSubscription(session, { subscription: 'ACC/1', target: 'SMALL', add: [], terminate: [] }),
    );
    expect(judged).toMatchObject({
      eligible: false,
      fit: { fits: false, shortfalls: [{ service: 'email', usage: 5, limit: 2, short: 3 }] },
    });
    await expect(
      db.change((session) =>
        changeSubscription(session, {
          subscription: 'ACC/1',
          target: 'SMALL',
          on: TODAY,
          today: TODAY,
          add: [],
          terminate: [],
          attributes: [],
          invocation: INVOCATION,
        }),
      ),
    ).rejects.toMatchObject({ kind: 'refused', code: 'over-limit' });
  });

  test('a run leaves it over the limit, although the products that come along offer more', async () => {
    expect(await run(db.database, { asOf: TODAY })).toMatchObject({
      moved: { total: 0 },
      notMoved: { byReason: [{ reason: 'over-limit', count: 1 }] },
    });
  });

  test('the policy extend covers what the package lacks, and nothing less', async () => {
    await db.change((session) =>
      updatePath(session, {
        path: 'down',
        overLimit: 'extend',
        name: undefined,
        from: undefined,
        until: undefined,
        description: undefined,
      }),
    );
    expect(await run(db.database, { asOf: TODAY })).toMatchObject({ moved: { total: 1 } });
    const { subscription } = await db.read((session) => showSubscription(session, { address: 'ACC/3' }));
    expect(subscription).toMatchObject({
      item: { articleNumber: 'SMALL' },
      extensions: [{ item: { articleNumber: 'MORE' }, quantity: 1 }],
      components: [{}, {}],
    });
    expect(await usage('ACC/3')).toEqual(['email 5/5 0']);
  });
});
