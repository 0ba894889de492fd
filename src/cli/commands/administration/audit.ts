import type { Start } from '../../context.ts';
import { streamLimit } from '../../options/list-limit.ts';
import { examples, type Program } from '../../program.ts';
import { listedAudit } from '../../render/administration/audit.ts';
import { runList } from '../../running/run-list.ts';

export function auditCommands(program: Program, start: Start): void {
  const audit = program.command('audit').description('the audit trail: who changed what, when and why');

  audit
    .command('list')
    .description('list committed changes, newest first')
    .option('--since <date>', 'only changes on or after this day (UTC)')
    .addOption(streamLimit())
    .addHelpText(
      'after',
      examples('tierctl audit list --since 2026-03-01', 'tierctl audit list -o json --limit 1'),
    )
    .action(async ({ since, limit }, command) => {
      const { listAudit, streamAudit } = await import('../../../operations/administration/list-audit.ts');
      await runList(await start(command), {
        stream: streamAudit,
        list: listAudit,
        input: { since },
        listed: (audit) => ({ audit, more: false }),
        view: listedAudit,
        limit,
      });
    });
}
