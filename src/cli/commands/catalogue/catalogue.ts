// Catalogue as code: three verbs without a noun, because what they are about is everything.
import type { PlacedCatalogue } from '../../catalogue-file/read-catalogue.ts';
import type { Context, Start } from '../../context.ts';
import { Answer, WOULD_CHANGE } from '../../exit-codes.ts';
import { writeResultFile } from '../../files/written-file.ts';
import { examples, type Program } from '../../program.ts';
import { exportedCatalogue } from '../../render/catalogue/catalogue-export.ts';
import { plannedCatalogue } from '../../render/catalogue/catalogue-plan.ts';
import { runChange } from '../../running/run-change.ts';
import { readOnly, runRead } from '../../running/run-read.ts';

const ABOUT_FILES = `
A file is YAML or JSON and begins with "tierctl: 1"; docs/catalogue-as-code.md
describes it. Of a folder every .yaml, .yml and .json file is read; "-" is
standard input. Several files are one catalogue.
`;

const ABOUT_DIFF = `
+ is added, ~ changed, - deleted. The exit code is 0 whether or not something
would change; with --exit-code it is ${WOULD_CHANGE} where something would.
`;

const ABOUT_APPLY = `
Things that the files do not name are left alone. Members and mappings that they
do not name are shown, and stay unless --prune is given. Applied twice, the same
files change nothing.
`;

const PRUNE = 'delete members and mappings that the files do not name, of groups and paths that they do';
const ALLOW_SIMILAR = 'accept new names that look like others: that differ in case or width alone';
const FILES = 'catalogue files, folders of them, or - for standard input';

export function catalogueCommands(program: Program, start: Start): void {
  program
    .command('diff')
    .description('show what applying a catalogue file would change')
    .requiredOption('-f, --file <file...>', FILES)
    .option('--prune', PRUNE)
    .option('--allow-similar', ALLOW_SIMILAR)
    .option('--exit-code', `end with exit code ${WOULD_CHANGE} where something would change`)
    .option('--plan-out <file>', 'keep the plan in this file, for apply --plan; an existing one is replaced')
    .addHelpText(
      'after',
      ABOUT_FILES +
        ABOUT_DIFF +
        examples(
          'tierctl diff -f catalog.yaml',
          'tierctl diff -f catalog/ --exit-code --plan-out plan.json',
          'tierctl export | tierctl diff -f -',
        ),
    )
    .action(async (options, command) => {
      const { file: files, prune = false, allowSimilar = false, exitCode = false, planOut } = options;
      const { diffCatalogue } = await import('../../../operations/catalogue/diff-catalogue.ts');
      const context = await start(command);
      const placed = await readFiles(context, files);
      const result = await runRead(context, {
        work: (session) => diffCatalogue(session, { ...placed, prune, allowSimilar }),
        view: plannedCatalogue,
        schema: 'billing',
      });
      if (planOut !== undefined)
        await keepPlan(context, planOut, { ...placed, ...result, prune, allowSimilar });
      if (exitCode && result.plan.changes.length > 0) throw new Answer(WOULD_CHANGE);
    });

  program
    .command('apply')
    .description('make the database agree with a catalogue file, in one transaction')
    .option('-f, --file <file...>', FILES)
    .option('--plan <file>', 'carry out this plan, and refuse where what it was made from has changed')
    .option('--prune', PRUNE)
    .option('--allow-similar', ALLOW_SIMILAR)
    .option('--plan-out <file>', 'keep the plan in this file too; an existing one is replaced')
    .addHelpText(
      'after',
      ABOUT_FILES +
        ABOUT_APPLY +
        examples(
          'tierctl apply -f catalog.yaml --dry-run',
          'tierctl apply -f groups/ -f paths.yaml --yes --reason "spring prices"',
          'tierctl apply --plan plan.json --yes',
        ),
    )
    .action(async ({ file: files, plan, prune = false, allowSimilar = false, planOut }, command) => {
      const [{ applyCatalogue }, { touchesGroups }] = await Promise.all([
        import('../../../operations/catalogue/apply-catalogue.ts'),
        import('../../../domain/catalogue/diff/catalogue-plan.ts'),
      ]);
      const context = await start(command);
      const input = await wanted(context, files, plan, { prune, allowSimilar });
      const { result } = await runChange(context, {
        work: (session) => applyCatalogue(session, input),
        view: plannedCatalogue,
        schema: 'billing',
        afterCommit: (done) => touchesGroups(done.plan),
      });
      if (planOut !== undefined) await keepPlan(context, planOut, { ...input, ...result });
    });

  program
    .command('export')
    .description('write the catalogue of a database as a file')
    .option('--file <file>', 'write to this file instead of standard output; one that ends in .json is JSON')
    .option('--force', 'replace the file where it exists already')
    .addHelpText('after', examples('tierctl export > catalog.yaml', 'tierctl export --file catalog.json'))
    .action(async ({ file, force = false }, command) => {
      const [{ exportCatalogue }, { writtenCatalogue }, { writeJson, writeYaml }] = await Promise.all([
        import('../../../operations/catalogue/export-catalogue.ts'),
        import('../../catalogue-file/written-catalogue.ts'),
        import('../../catalogue-file/write-yaml.ts'),
      ]);
      const context = await start(command);
      const { catalogue, omitted } = await readOnly(context, { work: exportCatalogue, schema: 'billing' });
      for (const what of omitted) context.warn(`left out: ${what}`);
      const written = writtenCatalogue(catalogue);
      if (file === undefined) {
        context.print(exportedCatalogue({ catalogue: written, yaml: writeYaml(written) }));
      } else {
        const text = /\.json$/i.test(file) ? writeJson(written) : writeYaml(written);
        await writeResultFile(context.system.cwd, file, text, { replace: force });
        context.note(`Wrote ${file}.`);
      }
    });
}

async function readFiles({ system }: Context, names: readonly string[]): Promise<PlacedCatalogue> {
  const [{ readSources }, { readCatalogue }] = await Promise.all([
    import('../../catalogue-file/catalogue-source.ts'),
    import('../../catalogue-file/read-catalogue.ts'),
  ]);
  return readCatalogue(await readSources(system, names));
}

/** What to apply: files, or a plan that was made of them. Throws `usage` unless it is one of the two. */
async function wanted(
  context: Context,
  files: readonly string[] | undefined,
  plan: string | undefined,
  how: { readonly prune: boolean; readonly allowSimilar: boolean },
) {
  if (plan !== undefined && files === undefined && !how.prune && !how.allowSimilar) {
    const { readSavedPlan } = await import('../../catalogue-file/saved-plan.ts');
    return readSavedPlan(context.system, plan);
  }
  if (files !== undefined && plan === undefined) {
    const placed = await readFiles(context, files);
    return { ...placed, ...how, label: placed.files.join(', '), saved: undefined };
  }
  const { TierctlError } = await import('../../../domain/tierctl-error.ts');
  throw new TierctlError(
    'usage',
    'files-or-plan',
    files === undefined && plan === undefined
      ? 'there is nothing to apply'
      : 'a plan is carried out as it is: it takes no files, no --prune and no --allow-similar',
    { hint: 'name catalogue files with -f, or a plan with --plan' },
  );
}

async function keepPlan(
  { system, note }: Context,
  file: string,
  plan: Parameters<typeof import('../../catalogue-file/saved-plan.ts')['writeSavedPlan']>[0],
): Promise<void> {
  const { writeSavedPlan } = await import('../../catalogue-file/saved-plan.ts');
  await writeResultFile(system.cwd, file, writeSavedPlan(plan), { replace: true });
  note(`The plan is in ${file}.`);
}
