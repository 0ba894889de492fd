import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ACCOUNT_SHAPE } from '../../../domain/imports/imported-account.ts';
import { SUBSCRIPTION_SHAPE } from '../../../domain/imports/imported-subscription.ts';
import type { RecordShape } from '../../../domain/imports/record-file.ts';
import type { Example, ExampleFile } from '../../../operations/demo/find-example.ts';
import { readCatalogue } from '../../catalogue-file/read-catalogue.ts';
import { exampleMissing } from '../../problems.ts';
import { recordFileOf } from '../../record-files/open-record-file.ts';

const FOLDER = 'examples/hosting';

/** Reads and checks the example that comes with the program. Throws `config` if its files are broken. */
export async function readExample(): Promise<Example> {
  const catalogueFile = await read('catalog.yaml');
  const accountsFile = await read('accounts.csv');
  const subscriptionsFile = await read('subscriptions.csv');
  const { catalogue, locate } = readCatalogue([{ file: catalogueFile.name, text: catalogueFile.text }]);
  return {
    name: FOLDER,
    catalogue,
    locate,
    accounts: await exampleFile(accountsFile, ACCOUNT_SHAPE),
    subscriptions: await exampleFile(subscriptionsFile, SUBSCRIPTION_SHAPE),
  };
}

async function exampleFile({ name, text }: Text, shape: RecordShape): Promise<ExampleFile> {
  const file = recordFileOf(name, text, shape);
  const records: ExampleFile['records'][number][] = [];
  for await (const portion of file.records()) {
    for (const { values } of portion) {
      records.push({ account: String(values.account), externalId: String(values.externalId) });
    }
  }
  return { file, records };
}

interface Text {
  readonly name: string;
  readonly text: string;
}

async function read(file: string): Promise<Text> {
  // Built, this module is a chunk in dist/; from the sources it is four folders deep.
  for (const root of ['../', '../../../../']) {
    const place = new URL(`${root}${FOLDER}/${file}`, import.meta.url);
    try {
      return { name: fileURLToPath(place), text: await readFile(place, 'utf8') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw exampleMissing(`${FOLDER}/${file}`);
}
