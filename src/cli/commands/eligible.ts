import { TierctlError } from '../../domain/tierctl-error.ts';
import type { JudgeMoveResult } from '../../operations/judge-move.ts';
import type { Context, Start } from '../context.ts';
import { examples, type Program } from '../program.ts';
import { judgedMove, listedMoves } from '../render/eligible.ts';
import { runRead } from '../run-read.ts';

const ABOUT_GATES = `
A switch is allowed where every gate passes. Each group that holds both items is
judged on its own:
  same-group       a group holds both items
  different-level  their levels differ: up is an upgrade, down a downgrade
  source-flag      the item is upgradeable (or downgradeable)
  target-flag      the other is upgradeable-from (or downgradeable-from)
  renewal-period   the item has none, or the other offers one that it has too
  target-active    the other is active

With --to the exit code is 0 where a group allows the switch and 3 where none does.
`;

export function eligibleCommands(program: Program, start: Start): void {
  program
    .command('eligible')
    .description('tell which items a customer may switch to from an item, and why not to others')
    .argument('<item>', 'article number or id of the item')
    .option('--to <item>', 'judge the switch to this item only, gate by gate')
    .addHelpText(
      'after',
      ABOUT_GATES +
        examples('tierctl eligible HST-SILVER', 'tierctl eligible HST-SILVER --to HST-GOLD -o json'),
    )
    .action(async (item, { to }, command) => {
      const context = await start(command);
      if (to === undefined) await list(context, item);
      else await judge(context, item, to);
    });
}

async function list(context: Context, item: string): Promise<void> {
  const { listMoves } = await import('../../operations/list-moves.ts');
  await runRead(context, {
    work: (session) => listMoves(session, { item }),
    view: listedMoves,
    schema: 'billing',
  });
}

async function judge(context: Context, source: string, target: string): Promise<void> {
  const { judgeMove } = await import('../../operations/judge-move.ts');
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
