import type { AuditedResult } from '../../database/audited-result.ts';
import type { Database } from '../../database/database.ts';
import { repeatableIds } from '../../database/new-ids.ts';
import type { Session } from '../../database/session.ts';
import type { Transactor } from '../../database/transactor.ts';
import type { Judge, Outcome } from '../../database/unit-of-work.ts';
import type { Call, Context, NoInput } from '../context.ts';
import type { View } from '../render/view.ts';
import type { Text } from '../safe-text/printable.ts';
import { runAfterCommit } from './after-commit.ts';
import { commitWhatWasShown } from './commit-what-was-shown.ts';
import { askToCommit, type Consent, consent } from './consent.ts';
import { type RequiredSchema, requireSchema } from './require-schema.ts';

interface Spec<Result, Done> {
  /** Shown before the commit and again as the result: the wording must fit both. */
  readonly view: (result: Result) => View;
  /** Held while the work runs, but not during the question. Throws `busy` (`lock-held`) after the lock timeout. */
  readonly lock?: string;
  /** The required schema; `current` by default. */
  readonly schema?: RequiredSchema;
  /** Whether other programs are notified: by NOTIFY and by the configured `afterCommit`. For changes to groups and members. */
  readonly afterCommit?: boolean | ((result: Result) => boolean);
  /** Does what belongs to each attempt of the operation, before and after it. What it throws rolls the attempt back. */
  readonly around?: (attempt: () => Promise<Done>) => Promise<Done>;
}

/** The operation is retried after a conflict with another transaction. */
export interface ChangeSpec<Input, Result>
  extends Spec<Result, AuditedResult<Result>>,
    Call<Session, Input, Promise<AuditedResult<Result>>> {
  /** Read after the operation, in its transaction: what stderr says after the result. */
  readonly remark?: (session: Session) => Promise<Text | undefined>;
}

/** The operation has many steps in one transaction, and writes its own audit row. */
export interface StepsSpec<Input, Result>
  extends Spec<Result, Result>,
    Call<Transactor, Input, Promise<Result>> {
  readonly changed: (result: Result) => boolean;
}

/** Runs a change by the one rule about changes, and prints it. For every command that writes. */
export async function runChange<Result, Input = NoInput>(
  context: Context,
  spec: ChangeSpec<Input, Result>,
): Promise<Outcome<Result>> {
  const ids = repeatableIds();
  let remark: Text | undefined;
  const begin = async (session: Session): Promise<Session> => {
    ids.rewind();
    return { ...(await requireSchema(session, spec.schema)), newId: ids.next };
  };
  const outcome = await conclude(context, spec, async (database, attempt, judge) => {
    const { change } = await import('../../database/unit-of-work.ts');
    const work = async (session: Session): Promise<AuditedResult<Result>> => {
      const done = await attempt(session);
      if (notifies(spec, done.result) && done.audit !== undefined) {
        const { announceChange } = await import('../../operations/administration/announce-change.ts');
        await announceChange(session, context.invocation, done.audit);
      }
      remark = await spec.remark?.(session);
      return done;
    };
    return change(database, context.invocation, work, judge, begin);
  });
  if (remark !== undefined) context.note(remark);
  return outcome;
}

/** Like runChange, for an operation in several steps. */
export function runChangeInSteps<Result, Input>(
  context: Context,
  spec: StepsSpec<Input, Result>,
): Promise<Outcome<Result>> {
  return conclude(context, spec, async (database, attempt, judge) => {
    const { changeInSteps } = await import('../../database/unit-of-work.ts');
    const work = async (transactor: Transactor): Promise<Result> => {
      await transactor.step((session) => requireSchema(session, spec.schema));
      return attempt(transactor);
    };
    const outcome = await changeInSteps(database, work, (done) =>
      spec.changed(done.result) ? judge(done) : 'roll-back',
    );
    return { ...outcome, changed: spec.changed(outcome.result) };
  });
}

async function conclude<Scope, Input, Done, Result>(
  context: Context,
  spec: Spec<Result, Done> & Call<Scope, Input, Promise<Done>>,
  run: (
    database: Database,
    attempt: (scope: Scope) => Promise<Done>,
    judge: Judge<Result>,
  ) => Promise<Outcome<Result>>,
): Promise<Outcome<Result>> {
  const { view, lock, around = (attempt) => attempt() } = spec;
  // Before the database is opened: a script without the flag must not create a data directory.
  const how = consent(context);
  const outcome = await context.perform(spec, (database, operation) => {
    const attempt = (scope: Scope): Promise<Done> => around(() => operation(scope));
    const pass = async (judge: Judge<Result>): Promise<Outcome<Result>> => {
      const held = lock === undefined ? undefined : await database.acquireLock(lock, context.lockTimeoutMs);
      try {
        return await run(database, attempt, judge);
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

function notifies<Result>(
  { afterCommit = false }: Pick<Spec<Result, unknown>, 'afterCommit'>,
  result: Result,
): boolean {
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
