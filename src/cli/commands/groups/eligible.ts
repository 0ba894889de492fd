import { TierctlError } from '../../../domain/tierctl-error.ts';
import type { JudgeMoveResult } from '../../../operations/groups/judge-move.ts';
import type { Context, Start } from '../../context.ts';
import { repeatable } from '../../options/option-values.ts';
import { examples, type Program } from '../../program.ts';
import { judgedMove, listedMoves } from '../../render/groups/eligible.ts';
import { runRead } from '../../running/run-read.ts';
import { judgeSubscriptionTo, listForSubscription } from './eligible-subscription.ts';

const ABOUT_GATES = `
A switch is allowed where every gate passes. Each group that holds both items is
judged on its own:
  same-group           a group holds both items
  different-level      their levels differ: up is an upgrade, down a downgrade
  source-flag          the item is upgradeable (or downgradeable)
  target-flag          the other is upgradeable-from (or downgradeable-from)
  renewal-period       the item has none, or the other offers one that it has too
  target-active        the other is active
and for a subscription:
  subscription-active  it has not ended
  no-pending-change    no change of it waits for its day
  fits                 what it uses is within the limits of the other, with the
                       extensions that the other allows; where it is not, the
                       remedies follow as options

With --to the exit code is 0 where a group allows the switch and 3 where none does.
`;

export function eligibleCommands(program: Program, start: Start): void {
  program
    .command('eligible')
    .description('tell what a customer may switch to from an item or a subscription, and why not to others')
    .argument('[item]', 'article number or id of the item')
    .option('--subscription <subscription>', 'in place of the item: ACCOUNT/NUMBER')
    .option('--to <item>', 'judge the switch to this item only, gate by gate')
    .option(
      '--add <extension>',
      'EXTENSION[=QUANTITY]: judge as if it were added; may be repeated',
      repeatable,
    )
    .option('--terminate <service>', 'SERVICE=AMOUNT: judge as if it ended; may be repeated', repeatable)
    .addHelpText(
      'after',
      ABOUT_GATES +
        examples(
          'tierctl eligible HST-SILVER',
          'tierctl eligible HST-SILVER --to HST-GOLD -o json',
          'tierctl eligible --subscription ACC-0042/3',
          'tierctl eligible --subscription ACC-0042/3 --to HST-START --add MAIL-PACK=1 --terminate ftp=2',
        ),
    )
    .action(async (item, { subscription, to, add = [], terminate = [] }, command) => {
      const forFit = add.length > 0 || terminate.length > 0;
      if (forFit && (subscription === undefined || to === undefined)) throw fitNeedsBoth();
      const context = await start(command);
      if (item !== undefined && subscription === undefined) {
        await (to === undefined ? list(context, item) : judge(context, item, to));
      } else if (item === undefined && subscription !== undefined) {
        if (to === undefined) await listForSubscription(context, subscription);
        else await judgeSubscriptionTo(context, { subscription, to, add, terminate });
      } else {
        throw itemOrSubscription();
      }
    });
}

async function list(context: Context, item: string): Promise<void> {
  const { listMoves } = await import('../../../operations/groups/list-moves.ts');
  await runRead(context, {
    work: (session) => listMoves(session, { item }),
    view: listedMoves,
    schema: 'billing',
  });
}

async function judge(context: Context, source: string, target: string): Promise<void> {
  const { judgeMove } = await import('../../../operations/groups/judge-move.ts');
  const result = await runRead(context, {
    work: (session) => judgeMove(session, { source, target }),
    view: judgedMove,
    schema: 'billing',
  });
  if (!result.eligible) throw notEligible(result);
}

function notEligible({ source, target }: JudgeMoveResult): TierctlError {
  const data = { source: source.articleNumber, target: target.articleNumber };
  const message = `no group allows a switch from ${source.articleNumber} to ${target.articleNumber}`;
  return new TierctlError('refused', 'not-eligible', message, { data });
}

function itemOrSubscription(): TierctlError {
  return new TierctlError('usage', 'item-or-subscription', 'name either an item or --subscription', {
    hint: 'see: tierctl eligible --help',
  });
}

function fitNeedsBoth(): TierctlError {
  return new TierctlError(
    'usage',
    'fit-options',
    '--add and --terminate judge one move of one subscription',
    {
      hint: 'give --subscription ACCOUNT/NUMBER and --to ITEM with them',
    },
  );
}
