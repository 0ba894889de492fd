import type { Start } from '../../context.ts';
import { findings } from '../../problems.ts';
import { examples, type Program } from '../../program.ts';
import { countsOf, diagnosed } from '../../render/administration/doctor.ts';
import { runRead } from '../../running/run-read.ts';

const ABOUT_EXIT_CODES = `
Each finding shows the rule that is broken, why it matters and the command that
fixes it. The exit code is 3 if a finding is an error (with --strict also if one
is a warning), and 0 otherwise.
`;

export function doctorCommand(program: Program, start: Start): void {
  program
    .command('doctor')
    .description('check the connection, the schema and the catalogue, and suggest fixes')
    .option('--strict', 'also fail on warnings')
    .addHelpText('after', ABOUT_EXIT_CODES + examples('tierctl doctor', 'tierctl doctor --strict -o json'))
    .action(async ({ strict = false }, command) => {
      const { diagnose } = await import('../../../operations/administration/diagnose.ts');
      const context = await start(command);
      const diagnosis = await runRead(context, {
        operation: diagnose,
        input: { today: context.today },
        view: diagnosed,
        schema: 'billing',
      });
      const failing = diagnosis.findings.some(({ severity }) => strict || severity === 'error');
      if (failing)
        throw findings(countsOf(diagnosis.findings), [
          ...new Set(diagnosis.findings.map(({ rule }) => rule)),
        ]);
    });
}
