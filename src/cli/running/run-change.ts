import type { AuditedResult } from '../../database/audited-result.ts';
import type { Database } from '../../database/database.ts';
import type { Session } from '../../database/session.ts';
import type { Transactor } from '../../database/transactor.ts';
import type { Judge, Outcome } from '../../database/unit-of-work.ts';
import type { Context } from '../context.ts';
import type { View } from '../render/view.ts';
import { runAfterCommit } from './after-commit.ts';
import { askToCommit, type Consent, consent } from './consent.ts';
import { type RequiredSchema, requireSchema } from './require-schema.ts';

interface Spec<Result> {
  /** Shown before the commit and again as the result: the wording must fit both. */
  readonly view: (result: Result) => View;
  /** Held from before the work until after the commit. Throws `busy` (`lock-held`) after `timeoutMs`. */
  readonly lock?: { readonly name: string; readonly timeoutMs: number };
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
  return conclude(context, spec, async (database, judge) => {
    const { change } = await import('../../database/unit-of-work.ts');
    const work = async (session: Session): Promise<AuditedResult<Result>> => {
      const done = await spec.work(session);
      if (notifiesOthers(spec, done.result) && done.audit !== undefined) {
        const { announceChange } = await import('../../operations/administration/announce-change.ts');
        await announceChange(session, context.invocation, done.audit);
      }
      return done;
    };
    return change(database, context.invocation, work, judge, (session) =>
      requireSchema(session, spec.schema),
    );
  });
}

/** Like runChange, for work in several steps. */
export function runChangeInSteps<Result>(
  context: Context,
  spec: StepsSpec<Result>,
): Promise<Outcome<Result>> {
  return conclude(context, spec, async (database, judge) => {
    const { changeInSteps } = await import('../../database/unit-of-work.ts');
    const work = async (transactor: Transactor): Promise<Result> => {
      await transactor.step((session) => requireSchema(session, spec.schema));
      return spec.work(transactor);
    };
    const outcome = await changeInSteps(database, work, (result, circumstances) =>
      spec.changed(result) ? judge(result, circumstances) : 'roll-back',
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
  const outcome = await context.withDatabase(async (database) => {
    const held = lock === undefined ? undefined : await database.acquireLock(lock.name, lock.timeoutMs);
    try {
      return await run(database, judge(context, how, view));
    } finally {
      await held?.release();
    }
  });
  announce(context, how, outcome, view(outcome.result));
  if (outcome.committed && notifiesOthers(spec, outcome.result)) await runAfterCommit(context);
  return outcome;
}

function notifiesOthers<Result>({ afterCommit = false }: Spec<Result>, result: Result): boolean {
  return typeof afterCommit === 'function' ? afterCommit(result) : afterCommit;
}

function judge<Result>(context: Context, how: Consent, view: (result: Result) => View): Judge<Result> {
  return async (result, { audited }) => {
    if (!audited) context.note('No audit trail is kept: this database has no tierctl schema.');
    if (how !== 'ask') return how === 'commit' ? 'commit' : 'roll-back';
    context.warn(view(result).text(context.terminal));
    await askToCommit(context);
    return 'commit';
  };
}

function announce<Result>(context: Context, how: Consent, outcome: Outcome<Result>, view: View): void {
  const { paint } = context.terminal;
  const alreadySeen =
    how === 'ask' && outcome.changed && context.format === 'table' && context.system.stdout.isTerminal;
  if (!alreadySeen) context.print(view, { dryRun: how === 'dry-run' });
  if (!outcome.changed) context.note('Nothing to change.');
  else if (outcome.committed) context.note(paint.good('Committed.'));
  else context.warn(paint.warning('Dry run: nothing was written.'));
}
