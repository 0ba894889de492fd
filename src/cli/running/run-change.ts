import type { AuditedResult } from '../../database/audited-result.ts';
import type { Database } from '../../database/database.ts';
import { repeatableIds } from '../../database/new-ids.ts';
import type { Session } from '../../database/session.ts';
import type { Transactor } from '../../database/transactor.ts';
import type { Judge, Outcome } from '../../database/unit-of-work.ts';
import type { Context } from '../context.ts';
import type { View } from '../render/view.ts';
import { runAfterCommit } from './after-commit.ts';
import { commitWhatWasShown } from './commit-what-was-shown.ts';
import { askToCommit, type Consent, consent } from './consent.ts';
import { type RequiredSchema, requireSchema } from './require-schema.ts';

interface Spec<Result> {
  /** Shown before the commit and again as the result: the wording must fit both. */
  readonly view: (result: Result) => View;
  /** Held while the work runs, but not during the question. Throws `busy` (`lock-held`) after the lock timeout. */
  readonly lock?: string;
  /** The required schema; `current` by default. */
  readonly schema?: RequiredSchema;
  /** Whether other programs are notified: by NOTIFY and by the configured `afterCommit`. For changes to groups and members. */
  readonly afterCommit?: boolean | ((result: Result) => boolean);
}

export interface ChangeSpec<Result> extends Spec<Result> {
  /** The operation. It is retried after a conflict with another transaction. */
  readonly work: (session: Session) => Promise<AuditedResult<Result>>;
}

export interface StepsSpec<Result> extends Spec<Result> {
  /** Work of many steps in one transaction. It writes its own audit row. */
  readonly work: (transactor: Transactor) => Promise<Result>;
  readonly changed: (result: Result) => boolean;
}

/** Runs a change by the one rule about changes, and prints it. For every command that writes. */
export function runChange<Result>(context: Context, spec: ChangeSpec<Result>): Promise<Outcome<Result>> {
  const ids = repeatableIds();
  const begin = async (session: Session): Promise<Session> => {
    ids.rewind();
    return { ...(await requireSchema(session, spec.schema)), newId: ids.next };
  };
  const work = async (session: Session): Promise<AuditedResult<Result>> => {
    const done = await spec.work(session);
    if (notifies(spec, done.result) && done.audit !== undefined) {
      const { announceChange } = await import('../../operations/administration/announce-change.ts');
      await announceChange(session, context.invocation, done.audit);
    }
    return done;
  };
  return conclude(context, spec, async (database, judge) => {
    const { change } = await import('../../database/unit-of-work.ts');
    return change(database, context.invocation, work, judge, begin);
  });
}

/** Like runChange, for work in several steps. */
export function runChangeInSteps<Result>(
  context: Context,
  spec: StepsSpec<Result>,
): Promise<Outcome<Result>> {
  const work = async (transactor: Transactor): Promise<Result> => {
    await transactor.step((session) => requireSchema(session, spec.schema));
    return spec.work(transactor);
  };
  return conclude(context, spec, async (database, judge) => {
    const { changeInSteps } = await import('../../database/unit-of-work.ts');
    const outcome = await changeInSteps(database, work, (done) =>
      spec.changed(done.result) ? judge(done) : 'roll-back',
    );
    return { ...outcome, changed: spec.changed(outcome.result) };
  });
}

async function conclude<Result>(
  context: Context,
  spec: Spec<Result>,
  run: (database: Database, judge: Judge<Result>) => Promise<Outcome<Result>>,
): Promise<Outcome<Result>> {
  const { view, lock } = spec;
  // Before the database is opened: a script without the flag must not create a data directory.
  const how = consent(context);
  const outcome = await context.withDatabase((database) => {
    const pass = async (judge: Judge<Result>): Promise<Outcome<Result>> => {
      const held = lock === undefined ? undefined : await database.acquireLock(lock, context.lockTimeoutMs);
      try {
        return await run(database, judge);
      } finally {
        await held?.release();
      }
    };
    if (how !== 'ask') return pass(() => (how === 'commit' ? 'commit' : 'roll-back'));
    return commitWhatWasShown(pass, {
      show: ({ result }) => context.warn(view(result).text(context.terminal)),
      ask: () => askToCommit(context),
    });
  });
  announce(context, how, outcome, view(outcome.result));
  if (outcome.committed && notifies(spec, outcome.result)) await runAfterCommit(context);
  return outcome;
}

function notifies<Result>({ afterCommit = false }: Spec<Result>, result: Result): boolean {
  return typeof afterCommit === 'function' ? afterCommit(result) : afterCommit;
}

function announce<Result>(context: Context, how: Consent, outcome: Outcome<Result>, view: View): void {
  const { paint } = context.terminal;
  const alreadySeen =
    how === 'ask' && outcome.changed && context.format === 'table' && context.system.stdout.isTerminal;
  if (!alreadySeen) context.print(view, { dryRun: how === 'dry-run' });
  if (outcome.changed && !outcome.audited)
    context.note('No audit trail is kept: this database has no tierctl schema.');
  if (!outcome.changed) context.note('Nothing to change.');
  else if (outcome.committed) context.note(paint.good('Committed.'));
  else context.warn(paint.warning('Dry run: nothing was written.'));
}
