import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditedResult } from '../../../src/database/audited-result.ts';
import type { Session } from '../../../src/database/session.ts';
import { GATE_CODES, type Move } from '../../../src/domain/groups/move.ts';
import { parseExtensions } from '../../../src/domain/items/extension.ts';
import { parseServiceAmounts } from '../../../src/domain/items/service.ts';
import { addMember } from '../../../src/operations/groups/add-member.ts';
import { createGroup } from '../../../src/operations/groups/create-group.ts';
import { allowExtension, disallowExtension } from '../../../src/operations/items/allow-extension.ts';
import { setItem } from '../../../src/operations/items/set-item.ts';
import { removeServiceLimit, setServiceLimits } from '../../../src/operations/items/set-service-limits.ts';
import { addSubscription } from '../../../src/operations/subscriptions/add-subscription.ts';
import { judgeSubscription } from '../../../src/operations/subscriptions/judge-subscription.ts';
import { listSubscriptionMoves } from '../../../src/operations/subscriptions/list-subscription-moves.ts';
import { setSubscriptionExtensions } from '../../../src/operations/subscriptions/set-subscription-extensions.ts';
import { setUsage } from '../../../src/operations/subscriptions/set-usage.ts';
import { showSubscription } from '../../../src/operations/subscriptions/show-subscription.ts';
import { showUsage } from '../../../src/operations/subscriptions/show-usage.ts';
import { seedInto } from '../../support/catalogue/catalogue.ts';
import { onEveryEngine } from '../../support/database/engines.ts';
import { useDatabase } from '../../support/database/use-database.ts';
import { dryRun } from '../../support/dry-run.ts';

const FLAGS = { upgradeable: true, downgradeable: true, upgradeableFrom: true, downgradeableFrom: true };

onEveryEngine((engine) => {
  const db = useDatabase(engine);
  const change = <Result>(work: (session: Session) => Promise<AuditedResult<Result>>) => db.change(work);
  const limits = (item: string, ...written: string[]) =>
    change((session) => setServiceLimits(session, { item, limits: parseServiceAmounts(written) }));
  const allow = (item: string, extension: string, maximumQuantity: number | null = null) =>
    change((session) => allowExtension(session, { item, extension, maximumQuantity }));
  const use = (subscription: string, ...written: string[]) =>
    change((session) => setUsage(session, { subscription, usage: parseServiceAmounts(written) }));
  const extend = (subscription: string, ...written: string[]) =>
    change((session) =>
      setSubscriptionExtensions(session, { subscription, extensions: parseExtensions(written, 0) }),
    );
  const judge = (target: string, add: string[] = [], terminate: string[] = []) =>
    db.read((session) =>
      judgeSubscription(session, {
        subscription: 'ACC-1/1',
        target,
        add: parseExtensions(add),
        terminate: parseServiceAmounts(terminate, 1),
      }),
    );
  const moves = async () =>
    (await db.read((session) => listSubscriptionMoves(session, { subscription: 'ACC-1/1' }))).moves;
  const usage = async () =>
    (await db.read((session) => showUsage(session, { subscription: 'ACC-1/1' }))).usage.map(
      ({ service, usage: used, limit, short }) => `${service} ${used}/${limit} ${short}`,
    );

  beforeEach(async () => {
    await seedInto(db.database, {
      items: [
        { articleNumber: 'HST-GOLD', kind: 'package' },
        { articleNumber: 'HST-SILVER', kind: 'package' },
        { articleNumber: 'DISK-PACK', kind: 'extension' },
        { articleNumber: 'MAIL-PACK', kind: 'extension' },
      ],
      subscriptions: [{ account: 'ACC-1', item: 'HST-GOLD', start: '2026-01-01' }],
    });
    await change((session) => createGroup(session, { name: 'Webhosting', ifNotExists: false }));
    for (const [level, item] of ['HST-SILVER', 'HST-GOLD'].entries()) {
      await change((session) =>
        addMember(session, { group: 'Webhosting', item, level, ...FLAGS, ifNotExists: false }),
      );
    }
  });

  describe('service limits', () => {
    test('are set, changed and removed, by service', async () => {
      await limits('HST-GOLD', 'email=50', 'disk-mb=5000000000000');
      const { result } = await limits('HST-GOLD', 'Email=60', 'ftp=0');
      expect(result.item.services).toEqual([
        { service: 'disk-mb', amount: 5_000_000_000_000 },
        { service: 'email', amount: 60 },
        { service: 'ftp', amount: 0 },
      ]);
      const removed = await change((session) =>
        removeServiceLimit(session, { item: 'HST-GOLD', service: 'ftp' }),
      );
      expect(removed.result.item.services.map(({ service }) => service)).toEqual(['disk-mb', 'email']);
      await expect(
        change((session) => removeServiceLimit(session, { item: 'HST-GOLD', service: 'emial' })),
      ).rejects.toMatchObject({
        kind: 'not-found',
        code: 'service-not-found',
        message: 'HST-GOLD has no service "emial"; did you mean email?',
      });
    });

    test('the same again is no change; a dry run leaves all as it was', async () => {
      await dryRun(db.database, (session) =>
        setServiceLimits(session, { item: 'HST-GOLD', limits: [{ service: 'email', amount: 5 }] }),
      );
      await limits('HST-GOLD', 'email=5');
      expect(await limits('HST-GOLD', 'email=5')).toMatchObject({ changed: false });
      await dryRun(db.database, (session) =>
        removeServiceLimit(session, { item: 'HST-GOLD', service: 'email' }),
      );
      await expect(limits('HST-GLOD', 'email=5')).rejects.toMatchObject({
        message: 'no item "HST-GLOD"; did you mean HST-GOLD?',
      });
    });
  });

  describe('the extensions of an item', () => {
    test('are allowed, with another maximum, and no more', async () => {
      await dryRun(db.database, (session) =>
        allowExtension(session, { item: 'HST-GOLD', extension: 'MAIL-PACK', maximumQuantity: 3 }),
      );
      await allow('HST-GOLD', 'MAIL-PACK', 3);
      expect(await allow('HST-GOLD', 'MAIL-PACK', 3)).toMatchObject({ changed: false });
      await allow('HST-GOLD', 'DISK-PACK');
      const { result } = await allow('HST-GOLD', 'MAIL-PACK', 5);
      expect(result.item.extensions).toMatchObject([
        { item: { articleNumber: 'DISK-PACK' }, maximumQuantity: null },
        { item: { articleNumber: 'MAIL-PACK' }, maximumQuantity: 5 },
      ]);
      const remove = (session: Session) =>
        disallowExtension(session, { item: 'HST-GOLD', extension: 'MAIL-PACK' });
      await dryRun(db.database, remove);
      expect((await change(remove)).result.item.extensions).toMatchObject([
        { item: { articleNumber: 'DISK-PACK' } },
      ]);
      await expect(change(remove)).rejects.toMatchObject({ kind: 'refused', code: 'extension-not-allowed' });
    });

    test('are items of kind extension, and have none themselves', async () => {
      await expect(allow('HST-GOLD', 'HST-SILVER')).rejects.toMatchObject({
        kind: 'refused',
        code: 'item-not-extension',
        message: 'HST-SILVER is a package, not an extension',
      });
      await expect(allow('MAIL-PACK', 'DISK-PACK')).rejects.toMatchObject({
        kind: 'refused',
        code: 'extension-of-extension',
      });
      await expect(allow('HST-GOLD', 'MAIL-PACK', 0)).rejects.toMatchObject({
        code: 'bad-maximum-quantity',
      });
      const become = (item: string, kind: 'package' | 'extension') =>
        change((session) => setItem(session, { item, kind }));
      await allow('HST-GOLD', 'MAIL-PACK');
      await expect(become('MAIL-PACK', 'package')).rejects.toMatchObject({
        kind: 'refused',
        code: 'kind-in-use',
        message: 'MAIL-PACK cannot become a package: it may extend the item "HST-GOLD"',
      });
      await expect(become('HST-GOLD', 'extension')).rejects.toMatchObject({ code: 'kind-in-use' });
      await extend('ACC-1/1', 'MAIL-PACK=1');
      await change((session) => disallowExtension(session, { item: 'HST-GOLD', extension: 'MAIL-PACK' }));
      await expect(become('MAIL-PACK', 'package')).rejects.toMatchObject({
        message: 'MAIL-PACK cannot become a package: 1 subscription has it',
      });
      await become('DISK-PACK', 'package');
    });
  });

  describe('the extensions of a subscription', () => {
    test('are set within what its item allows', async () => {
      await allow('HST-GOLD', 'MAIL-PACK', 3);
      await dryRun(db.database, (session) =>
        setSubscriptionExtensions(session, {
          subscription: 'ACC-1/1',
          extensions: [{ extension: 'MAIL-PACK', quantity: 1 }],
        }),
      );
      const { result } = await extend('ACC-1/1', 'MAIL-PACK=2');
      expect(result).toMatchObject({
        before: [],
        extensions: [{ item: { articleNumber: 'MAIL-PACK' }, quantity: 2 }],
      });
      expect(await extend('ACC-1/1', 'MAIL-PACK=2')).toMatchObject({ changed: false });
      await expect(extend('ACC-1/1', 'MAIL-PACK=4')).rejects.toMatchObject({ code: 'extension-maximum' });
      await expect(extend('ACC-1/1', 'DISK-PACK=1')).rejects.toMatchObject({ code: 'extension-not-allowed' });
      await expect(extend('ACC-1/2', 'MAIL-PACK=1')).rejects.toMatchObject({
        code: 'subscription-not-found',
      });
      await change((session) => disallowExtension(session, { item: 'HST-GOLD', extension: 'MAIL-PACK' }));
      // What it has it may keep or lose, not get more of.
      await expect(extend('ACC-1/1', 'MAIL-PACK=3')).rejects.toMatchObject({ code: 'extension-not-allowed' });
      await extend('ACC-1/1', 'MAIL-PACK=1');
      expect((await extend('ACC-1/1', 'MAIL-PACK=0')).result.extensions).toEqual([]);
    });

    test('come with it from the beginning, and are shown with it', async () => {
      await allow('HST-GOLD', 'MAIL-PACK', 3);
      const add = (extension: string, quantity: number) => (session: Session) =>
        addSubscription(session, {
          account: 'ACC-1',
          item: 'HST-GOLD',
          start: '2026-02-01',
          end: undefined,
          path: undefined,
          apply: undefined,
          fromDate: undefined,
          attributes: [],
          extensions: [{ extension, quantity }],
          externalId: undefined,
          createAccount: false,
          ifNotExists: false,
        });
      await dryRun(db.database, add('MAIL-PACK', 2));
      const { result } = await change(add('MAIL-PACK', 2));
      const extensions = [{ item: { articleNumber: 'MAIL-PACK' }, quantity: 2 }];
      expect(result.subscription).toMatchObject({ address: 'ACC-1/2', extensions });
      const shown = await db.read((session) => showSubscription(session, { address: 'ACC-1/2' }));
      expect(shown.subscription).toEqual(result.subscription);
      await expect(change(add('MAIL-PACK', 4))).rejects.toMatchObject({ code: 'extension-maximum' });
      await expect(change(add('DISK-PACK', 1))).rejects.toMatchObject({ code: 'extension-not-allowed' });
    });
  });

  describe('usage', () => {
    test('is set and shown beside the limits, extensions included', async () => {
      await limits('HST-GOLD', 'email=10', 'ftp=2');
      await limits('MAIL-PACK', 'email=5');
      await allow('HST-GOLD', 'MAIL-PACK');
      await extend('ACC-1/1', 'MAIL-PACK=2');
      await dryRun(db.database, (session) =>
        setUsage(session, { subscription: 'ACC-1/1', usage: [{ service: 'email', amount: 21 }] }),
      );
      await use('ACC-1/1', 'email=21', 'web=1');
      expect(await usage()).toEqual(['email 21/20 1', 'ftp 0/2 0', 'web 1/0 1']);
      expect(await use('ACC-1/1', 'email=21')).toMatchObject({ changed: false });
      await use('ACC-1/1', 'web=0', 'email=3000000000');
      expect(await usage()).toEqual(['email 3000000000/20 2999999980', 'ftp 0/2 0']);
    });

    test('of a subscription that has ended, or is not there, is refused', async () => {
      await db.database.kysely
        .updateTable('tierctl.subscription')
        .set({ status: 'ended', end_date: '2026-02-28' })
        .execute();
      await expect(use('ACC-1/1', 'email=1')).rejects.toMatchObject({
        kind: 'refused',
        code: 'subscription-ended',
      });
      await expect(extend('ACC-1/1', 'MAIL-PACK=0')).rejects.toMatchObject({ code: 'subscription-ended' });
      await expect(use('ACC-1/2', 'email=1')).rejects.toMatchObject({ code: 'subscription-not-found' });
      await expect(use('ACC-l/1', 'email=1')).rejects.toMatchObject({ code: 'account-not-found' });
    });
  });

  describe('a move of a subscription', () => {
    beforeEach(async () => {
      await limits('HST-GOLD', 'email=50', 'ftp=10');
      await limits('HST-SILVER', 'email=10', 'ftp=2');
      await limits('MAIL-PACK', 'email=10');
      await limits('DISK-PACK', 'disk-mb=1000');
      await allow('HST-GOLD', 'MAIL-PACK');
      await allow('HST-GOLD', 'DISK-PACK');
      await allow('HST-SILVER', 'MAIL-PACK', 3);
    });

    test('is allowed where what it uses fits', async () => {
      await use('ACC-1/1', 'email=10', 'ftp=2');
      const { eligible, moves: judged, fit } = await judge('HST-SILVER');
      expect(eligible).toBe(true);
      expect(fit).toMatchObject({ fits: true, shortfalls: [] });
      expect(judged).toMatchObject([
        { group: { name: 'Webhosting' }, direction: 'downgrade', eligible: true, fit },
      ]);
      expect(judged[0]?.gates.map(({ code }) => code)).toEqual(GATE_CODES);
      expect(await moves()).toEqual(judged);
    });

    test('is refused where it does not, with both remedies, and each of them makes it fit', async () => {
      await use('ACC-1/1', 'email=21');
      const { eligible, moves: judged } = await judge('HST-SILVER');
      expect(eligible).toBe(false);
      expect(judged.map(failures)).toEqual([['fits']]);
      expect(judged).toMatchObject([
        {
          fit: {
            shortfalls: [{ service: 'email', usage: 21, limit: 10, short: 11 }],
            remedies: {
              extensions: [{ item: { articleNumber: 'MAIL-PACK' }, quantity: 2 }],
              terminations: [{ service: 'email', amount: 11 }],
            },
          },
        },
      ]);
      expect(await moves()).toEqual(judged);
      expect(await judge('HST-SILVER', ['MAIL-PACK=2'])).toMatchObject({ eligible: true });
      expect(await judge('HST-SILVER', [], ['email=11'])).toMatchObject({ eligible: true });
      expect(await judge('HST-SILVER', ['MAIL-PACK=1'], ['email=1'])).toMatchObject({ eligible: true });
      expect((await judge('HST-SILVER', ['MAIL-PACK=1'])).fit.remedies).toMatchObject({
        extensions: [{ quantity: 1 }],
        terminations: [{ service: 'email', amount: 1 }],
      });
    });

    test('extensions that the target allows come along, the others end', async () => {
      await extend('ACC-1/1', 'MAIL-PACK=4', 'DISK-PACK=1');
      await use('ACC-1/1', 'email=40', 'disk-mb=1000');
      const { fit } = await judge('HST-SILVER');
      expect(fit).toMatchObject({
        comingAlong: [{ item: { articleNumber: 'MAIL-PACK' }, quantity: 3 }],
        ending: [
          { item: { articleNumber: 'DISK-PACK' }, quantity: 1 },
          { item: { articleNumber: 'MAIL-PACK' }, quantity: 1 },
        ],
        shortfalls: [{ service: 'disk-mb', usage: 1000, limit: 0, short: 1000 }],
        remedies: { extensions: null, terminations: [{ service: 'disk-mb', amount: 1000 }] },
      });
      await expect(judge('HST-SILVER', ['MAIL-PACK=1'])).rejects.toMatchObject({ code: 'extension-maximum' });
    });

    test('an extension that is no longer sold is carried over, but no more of it can be added', async () => {
      await extend('ACC-1/1', 'MAIL-PACK=1');
      await use('ACC-1/1', 'email=21');
      await change((session) => setItem(session, { item: 'MAIL-PACK', active: false }));
      const { fit } = await judge('HST-SILVER');
      expect(fit).toMatchObject({
        comingAlong: [{ quantity: 1 }],
        shortfalls: [{ short: 1 }],
        remedies: { extensions: null },
      });
      await expect(judge('HST-SILVER', ['MAIL-PACK=1'])).rejects.toMatchObject({
        code: 'extension-inactive',
      });
      await expect(extend('ACC-1/1', 'MAIL-PACK=2')).rejects.toMatchObject({ code: 'extension-inactive' });
      await extend('ACC-1/1', 'MAIL-PACK=1');
    });

    test('options that cannot be are refused', async () => {
      await use('ACC-1/1', 'email=21');
      await expect(judge('HST-SILVER', ['DISK-PACK'])).rejects.toMatchObject({
        code: 'extension-not-allowed',
      });
      await expect(judge('HST-SILVER', [], ['email=22'])).rejects.toMatchObject({
        code: 'termination-exceeds-usage',
      });
      await expect(judge('HST-SLIVER')).rejects.toMatchObject({ code: 'item-not-found' });
    });

    test('a subscription that has ended, or has a change pending, moves nowhere', async () => {
      const { kysely } = db.database;
      const silver = await kysely
        .selectFrom('billing.item')
        .select('id')
        .where('article_number', '=', 'HST-SILVER')
        .executeTakeFirstOrThrow();
      await kysely
        .updateTable('tierctl.subscription')
        .set({ change_item_id: silver.id, change_on: '2026-05-01' })
        .execute();
      const { moves: pending } = await judge('HST-SILVER');
      expect(pending.map(failures)).toEqual([['no-pending-change']]);
      expect(pending[0]?.gates.at(-2)?.detail).toBe('ACC-1/1 changes to HST-SILVER on 2026-05-01 already');
      await kysely
        .updateTable('tierctl.subscription')
        .set({ status: 'ended', end_date: '2026-04-30' })
        .execute();
      // The change that ended it stays with it, and is pending no more.
      expect((await moves()).map(failures)).toEqual([['subscription-active']]);
    });

    test('where no group holds both items, the fit is judged all the same', async () => {
      await seedInto(db.database, { items: [{ articleNumber: 'DNS' }] });
      await use('ACC-1/1', 'email=1');
      const { eligible, moves: judged } = await judge('DNS');
      expect(eligible).toBe(false);
      expect(judged.map(failures)).toEqual([['same-group', 'fits']]);
      expect(judged).toMatchObject([{ group: null }]);
    });

    test('the number of queries does not grow with the items and their extensions', async () => {
      const count = async () => {
        db.statements.length = 0;
        await moves();
        return db.statements.length;
      };
      await use('ACC-1/1', 'email=21');
      const before = await count();
      for (let n = 0; n < 12; n++) {
        const item = `HST-${n}`;
        const extension = `EXT-${n}`;
        await seedInto(db.database, {
          items: [{ articleNumber: item }, { articleNumber: extension, kind: 'extension' }],
        });
        await limits(extension, `email=${n + 1}`);
        await allow(item, extension);
        await change((session) =>
          addMember(session, { group: 'Webhosting', item, level: n, ...FLAGS, ifNotExists: false }),
        );
      }
      expect(await moves()).toHaveLength(13);
      expect(await count()).toBe(before);
    });
  });

  test('the database refuses a change that leads nowhere or has no day', async () => {
    const set = (columns: Record<string, string | null>) =>
      db.database.kysely.updateTable('tierctl.subscription').set(columns).execute();
    const { item_id } = await db.database.kysely
      .selectFrom('tierctl.subscription')
      .select('item_id')
      .executeTakeFirstOrThrow();
    await expect(set({ change_on: '2026-05-01' })).rejects.toMatchObject({ code: 'check-violation' });
    await expect(set({ change_item_id: item_id })).rejects.toMatchObject({ code: 'check-violation' });
    await set({ change_item_id: item_id, change_on: '2026-05-01' });
  });
});

function failures({ gates }: Move): string[] {
  return gates.filter(({ passed }) => passed === false).map(({ code }) => code);
}
