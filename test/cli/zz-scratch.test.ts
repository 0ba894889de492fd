import { test } from 'vitest';
import { given, seedInto, words } from '../support/catalogue.ts';
import { useCli } from '../support/cli.ts';

const cli = useCli();
test('look', async () => {
  await seedInto(cli.database, {
    items: [
      { articleNumber: 'HST-TRIAL', name: 'Trial', term: 'P14D', attributes: ['domain', 'note'] },
      { articleNumber: 'HST-SILVER', name: 'Silver hosting', attributes: [{ name: 'domain', required: true }, { name: 'label', defaultValue: 'x' }] },
      { articleNumber: 'HST-GOLD', name: 'Gold' },
    ],
  });
  const lines = [
    'path create "Trial ends" --source HST-TRIAL --destination HST-SILVER --from 2026-01-01 --dry-run',
    'path create "Trial ends" --source HST-TRIAL --destination HST-SILVER --from 2026-01-01 --map-matching --yes',
    'path list',
    'path assign HST-TRIAL "Trial ends" --yes',
    'account create ACC-1 --name "Blue Bakery" --yes --reason "new customer"',
    'account create ACC-2 --yes -o csv',
    'subscription add ACC-1 HST-TRIAL --attribute domain=blue.example --start 2026-02-01 --yes',
    'subscription add ACC-9 HST-TRIAL --create-account --no-path --yes',
    'subscription list',
    'subscription list --limit 1',
    'subscription show ACC-1/1',
    'subscription show ACC-9/1',
    'run-transitions --yes',
    'subscription show ACC-1/1',
    'subscription show ACC-1/2',
    'account show ACC-1',
    'account list',
    'path show "Trial ends"',
    'path update "Trial ends" --until 2026-12-31 --unmap domain --map note=label --yes',
    'path delete "Trial ends" --yes',
    'path assign HST-TRIAL --none --yes',
    'path assign HST-TRIAL --yes',
    'history',
    'history -o csv',
    'audit list',
    'audit list -o csv',
    'path show "Trial ends" -o json',
    'subscription show ACC-1/2 -o json',
    'path create x --source HST-TRIAL --destination HST-TRIAL --yes',
    'path create x --source HST-TRIAL --destination HST-SILVER --map domain --yes',
    'path update "Trial ends" --yes',
    'subscription show ACC-1',
    'path update "Trial ends" --name Y',
    'path --help', 'path create --help', 'subscription add --help',
  ];
  for (const line of lines) {
    const run = await cli.run(words(line));
    console.log(`$ tierctl ${line}  [${run.code}]\n${run.stdout}${run.stderr === '' ? '' : '~~ stderr\n'}${run.stderr}`);
  }
});
