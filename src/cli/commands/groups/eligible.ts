import { notEligible } from '../../../domain/subscriptions/problems.ts';
import type { TierctlError } from '../../../domain/tierctl-error.ts';
import type { JudgeMoveResult } from '../../../operations/groups/judge-move.ts';
import type { Context, Start } from '../../context.ts';
import { repeatable } from '../../options/option-values.ts';
import { fitOptions, itemOrSubscription } from '../../problems.ts';
import { examples, type Program } from '../../program.ts';
import { judgedMove, listedMoves } from '../../render/groups/eligible.ts';
import { runRead } from '../../running/run-read.ts';
import { judgeSubscriptionTo, listForSubscription } from './eligible-subscription.ts';

const ABOUT_GATES = `
A switch is allowed when every gate passes. Each group that contains both items
is checked separately:
  same-group           a group contains both items
  different-level      their levels differ: up is an upgrade, down a downgrade
  source-flag          the item is upgradeable (or downgradeable)
  target-flag          the target is upgradeable-from (or downgradeable-from)
  renewal-period       the item has none, or the target shares one with it
  target-active        the target is active
and for a subscription:
  subscription-active  it has not ended
  no-pending-change    it has no pending change
  fits                 its usage is within the limits of the target, with the
                       extensions that the target allows; if not, options that
                       would make it fit are printed

With --to, the exit code is 0 if a group allows the switch, and 3 if none does.
`;

export function eligibleCommands(program: Program, start: Start): void {
  program
    .command('eligible')
    .description(
      'show what a customer may switch to from an item or a subscription, and why not to other items',
    )
    .argument('[item]', 'article number or id of the item')
    .option('--subscription <subscription>', 'a subscription instead of an item: ACCOUNT/NUMBER')
    .option('--to <item>', 'check only the switch to this item, gate by gate')
    .option(
      '--add <extension>',
      'EXTENSION[=QUANTITY]: check as if it were added; may be repeated',
      repeatable,
    )
    .option(
      '--terminate <service>',
      'SERVICE=AMOUNT: check as if this usage had ended; may be repeated',
      repeatable,
    )
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
      if (forFit && (subscription === undefined || to === undefined)) throw fitOptions();
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
  await runRead(context, { operation: listMoves, input: { item }, view: listedMoves, schema: 'billing' });
}

async function judge(context: Context, source: string, target: string): Promise<void> {
  const { judgeMove } = await import('../../../operations/groups/judge-move.ts');
  const result = await runRead(context, {
    operation: judgeMove,
    input: { source, target },
    view: judgedMove,
    schema: 'billing',
  });
  if (!result.eligible) throw notAllowed(result);
}

function notAllowed({ source, target }: JudgeMoveResult): TierctlError {
  const message = `no group allows a switch from ${source.articleNumber} to ${target.articleNumber}`;
  return notEligible(message, {
    subscription: null,
    source: source.articleNumber,
    target: target.articleNumber,
    gates: null,
    fit: null,
  });
}
