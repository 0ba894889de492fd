import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { TierctlError } from '../domain/tierctl-error.ts';
import type { Example } from '../operations/load-example.ts';
import { readCatalogue } from './catalogue-file/read-catalogue.ts';
import { parseAccounts, parseSubscriptions } from './subscription-files.ts';

const FOLDER = 'examples/hosting';

/** Reads and checks the example that comes with the program. Throws `config` where its files were broken. */
export async function readExample(): Promise<Example> {
  const catalogueFile = await read('catalog.yaml');
  const accountsFile = await read('accounts.csv');
  const subscriptionsFile = await read('subscriptions.csv');
  const { catalogue, locate } = readCatalogue([{ file: catalogueFile.name, text: catalogueFile.text }]);
  const accounts = parseAccounts(accountsFile.text, accountsFile.name);
  const { text, name } = subscriptionsFile;
  return {
    name: FOLDER,
    catalogue,
    locate,
    accounts,
    subscriptions: parseSubscriptions(text, name, catalogue, accounts),
  };
}

async function read(file: string): Promise<{ readonly name: string; readonly text: string }> {
  // Built, this module is a chunk in dist/; from the sources it is two folders deep.
  for (const root of ['../', '../../']) {
    const place = new URL(`${root}${FOLDER}/${file}`, import.meta.url);
    try {
      return { name: fileURLToPath(place), text: await readFile(place, 'utf8') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new TierctlError(
    'config',
    'example-missing',
    `${FOLDER}/${file} is not where the program was installed`,
    {
      hint: 'install tierctl again',
    },
  );
}
