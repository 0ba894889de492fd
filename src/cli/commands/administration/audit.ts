import type { Start } from '../../context.ts';
import { noteMore, SHOWN, streamLimit } from '../../options/list-limit.ts';
import { examples, type Program } from '../../program.ts';
import { listedAudit } from '../../render/administration/audit.ts';
import { runRead } from '../../running/run-read.ts';
import { isStreamed, runStream } from '../../running/run-stream.ts';

export function auditCommands(program: Program, start: Start): void {
  const audit = program.command('audit').description('the audit trail: who changed what, when and why');

  audit
    .command('list')
    .description('list committed changes, the newest first')
    .option('--since <date>', 'only those of this day (UTC) and later')
    .addOption(streamLimit())
    .addHelpText(
      'after',
      examples('tierctl audit list --since 2026-03-01', 'tierctl audit list -o json --limit 1'),
    )
    .action(async ({ since, limit }, command) => {
      const { listAudit, streamAudit } = await import('../../../operations/administration/list-audit.ts');
      const context = await start(command);
      if (isStreamed(context, limit)) {
        await runStream(context, {
          rows: (session) => streamAudit(session, { since }),
          view: (audit) => listedAudit({ audit, more: false }),
        });
        return;
      }
      const { more } = await runRead(context, {
        work: (session) => listAudit(session, { since, limit: limit ?? SHOWN }),
        view: listedAudit,
      });
      noteMore(context, more, limit ?? SHOWN);
    });
}
