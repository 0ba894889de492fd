// Catalogue as code: three verbs without a noun, because they work on the whole catalogue.

import type { PlacedCatalogue } from '../../catalogue-file/read-catalogue.ts';
import type { Context, Start } from '../../context.ts';
import { Answer, WOULD_CHANGE } from '../../exit-codes.ts';
import { resultFileOf } from '../../files/result-file.ts';
import { filesOrPlan } from '../../problems.ts';
import { examples, type Program } from '../../program.ts';
import { exportedCatalogue } from '../../render/catalogue/catalogue-export.ts';
import { plannedCatalogue } from '../../render/catalogue/catalogue-plan.ts';
import { runChange } from '../../running/run-change.ts';
import { readOnly, runRead } from '../../running/run-read.ts';

const ABOUT_FILES = `
A file is YAML or JSON and begins with "tierctl: 1"; docs/catalogue-as-code.md
describes the format. From a folder, every .yaml, .yml and .json file is read.
"-" is standard input. Several files together are one catalogue.
`;

const ABOUT_DIFF = `
+ means added, ~ changed, - deleted. The exit code is 0 whether or not anything
would change. With --exit-code it is ${WOULD_CHANGE} if something would change.
`;

const ABOUT_APPLY = `
Items, groups and paths that are not in the files stay as they are. Members and
mappings that are not in the files are shown, and stay unless you give --prune.
Applying the same files again changes nothing.
`;

const PRUNE = 'delete members and mappings that are missing from the groups and paths in the files';
const ALLOW_SIMILAR = 'accept new names that differ from existing ones only in case or width';
const FILES = 'catalogue files, folders of them, or - for standard input';

export function catalogueCommands(program: Program, start: Start): void {
  program
    .command('diff')
    .description('show what applying a catalogue file would change')
    .requiredOption('-f, --file <file...>', FILES)
    .option('--prune', PRUNE)
    .option('--allow-similar', ALLOW_SIMILAR)
    .option('--exit-code', `exit with ${WOULD_CHANGE} if something would change`)
    .option('--plan-out <file>', 'save the plan to this file, for apply --plan')
    .option('--force', 'replace that file if it exists')
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
      const { file: files, prune = false, allowSimilar = false, exitCode = false, planOut, force } = options;
      const { diffCatalogue } = await import('../../../operations/catalogue/diff-catalogue.ts');
      const context = await start(command);
      const placed = await readFiles(context, files);
      const keep = await planKeeper(context, planOut, force);
      const result = await runRead(context, {
        operation: diffCatalogue,
        input: { ...placed, prune, allowSimilar },
        view: plannedCatalogue,
        schema: 'billing',
      });
      await keep({ ...placed, ...result, prune, allowSimilar });
      if (exitCode && result.plan.changes.length > 0) throw new Answer(WOULD_CHANGE);
    });

  program
    .command('apply')
    .description('change the database to match a catalogue file, in one transaction')
    .option('-f, --file <file...>', FILES)
    .option('--plan <file>', 'apply this saved plan; refused if the database has changed since')
    .option('--prune', PRUNE)
    .option('--allow-similar', ALLOW_SIMILAR)
    .option('--plan-out <file>', 'also save the plan to this file')
    .option('--force', 'replace that file if it exists')
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
    .action(async (options, command) => {
      const { file: files, plan, prune = false, allowSimilar = false, planOut, force } = options;
      const [{ applyCatalogue }, { touchesGroups }] = await Promise.all([
        import('../../../operations/catalogue/apply-catalogue.ts'),
        import('../../../domain/catalogue/diff/catalogue-plan.ts'),
      ]);
      const context = await start(command);
      const input = await wanted(context, files, plan, { prune, allowSimilar });
      const keep = await planKeeper(context, planOut, force);
      const { result } = await runChange(context, {
        operation: applyCatalogue,
        input,
        view: plannedCatalogue,
        schema: 'billing',
        afterCommit: (done) => touchesGroups(done.plan),
      });
      await keep({ ...input, ...result });
    });

  program
    .command('export')
    .description('export the catalogue of a database to a file')
    .option('--file <file>', 'write to this file instead of standard output; a .json ending selects JSON')
    .option('--force', 'replace the file if it exists')
    .addHelpText('after', examples('tierctl export > catalog.yaml', 'tierctl export --file catalog.json'))
    .action(async ({ file, force }, command) => {
      const [{ exportCatalogue }, { writtenCatalogue }, { writeJson, writeYaml }] = await Promise.all([
        import('../../../operations/catalogue/export-catalogue.ts'),
        import('../../catalogue-file/written-catalogue.ts'),
        import('../../catalogue-file/write-yaml.ts'),
      ]);
      const context = await start(command);
      const to = await resultFileOf(context, '--file', file, force);
      const { catalogue, omitted } = await readOnly(context, {
        operation: exportCatalogue,
        input: {},
        schema: 'billing',
      });
      for (const what of omitted) context.warn(`left out: ${what}`);
      const written = writtenCatalogue(catalogue);
      if (to === undefined || file === undefined) {
        context.print(exportedCatalogue({ catalogue: written, yaml: writeYaml(written) }));
      } else {
        const text = /\.json$/i.test(file) ? writeJson(written) : writeYaml(written);
        await to.write(text);
        context.note(`Wrote ${file}.`);
      }
    });
}

async function readFiles(context: Context, names: readonly string[]): Promise<PlacedCatalogue> {
  const [{ readSources }, { readCatalogue }] = await Promise.all([
    import('../../catalogue-file/catalogue-source.ts'),
    import('../../catalogue-file/read-catalogue.ts'),
  ]);
  return readCatalogue(await readSources(context, names));
}

/** What to apply: files, or a saved plan. Throws `usage` unless exactly one is given. */
async function wanted(
  context: Context,
  files: readonly string[] | undefined,
  plan: string | undefined,
  how: { readonly prune: boolean; readonly allowSimilar: boolean },
) {
  if (plan !== undefined && files === undefined && !how.prune && !how.allowSimilar) {
    const { readSavedPlan } = await import('../../catalogue-file/saved-plan.ts');
    return readSavedPlan(context, plan);
  }
  if (files !== undefined && plan === undefined) {
    const placed = await readFiles(context, files);
    return { ...placed, ...how, label: placed.files.join(', '), saved: undefined };
  }
  throw filesOrPlan(
    files === undefined && plan === undefined
      ? 'there is nothing to apply'
      : 'a plan is applied as it is: -f, --prune and --allow-similar do not go with it',
  );
}

type PlanToKeep = Parameters<typeof import('../../catalogue-file/saved-plan.ts')['writeSavedPlan']>[0];

/** Saves a plan to a file; checks before the work begins that the file may be written. */
async function planKeeper(
  context: Context,
  file: string | undefined,
  force: true | undefined,
): Promise<(plan: PlanToKeep) => Promise<void>> {
  const to = await resultFileOf(context, '--plan-out', file, force);
  if (to === undefined) return async () => undefined;
  return async (plan) => {
    const { writeSavedPlan } = await import('../../catalogue-file/saved-plan.ts');
    await to.write(writeSavedPlan(plan));
    context.note(`The plan is in ${file}.`);
  };
}
