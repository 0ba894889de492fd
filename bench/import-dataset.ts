import { copyDataset, createEmptyDatabase, withClient } from './dataset.ts';

const ITEMS = 10;
const SUBSCRIPTIONS_PER_ACCOUNT = 3;
const PORTION = 1_000;

/** A database with a catalogue and the accounts, and nothing held by them. */
export async function createImportDataset(server: string, name: string, rows: number): Promise<string> {
  const template = `${name}_template`;
  const url = await createEmptyDatabase(server, template);
  await withClient(url, async (client) => {
    await client.query(
      `insert into item select ${itemId('i')}, 'ITEM-' || i, 'Item ' || i from generate_series(0, ${ITEMS - 1}) i`,
    );
    await client.query(
      `insert into tierctl.item_profile (item_id, kind, active) select id, 'product', true from item`,
    );
    await client.query(
      `insert into tierctl.item_attribute (item_id, name, type, required)
       select id, a.name, 'text', a.name = 'domain' from item cross join (values ('domain'), ('contact')) as a(name)`,
    );
    await client.query(
      `insert into tierctl.account select 'ACC-' || lpad(i::text, 8, '0'), 'Account ' || i
       from generate_series(0, ${Math.ceil(rows / SUBSCRIPTIONS_PER_ACCOUNT)}) i`,
    );
    await client.query('vacuum analyze');
  });
  return copyDataset(server, template, name);
}

/** The files by name: those that tierctl reads, and those that COPY reads, which need numbers and ids found beforehand. */
export function importedRows(rows: number): Readonly<Record<string, () => Generator<string>>> {
  return {
    'import.csv': function* () {
      yield 'account,item,start,end,path,apply,fromDate,externalId,attribute.domain,attribute.contact\n';
      yield* portions(
        rows,
        (i) =>
          `${account(i)},ITEM-${i % ITEMS},${start(i)},${end(i)},,,,EXT-${i},${domain(i)},${contact(i)}\n`,
      );
    },
    'subscription.copy': () =>
      portions(
        rows,
        (i) =>
          `${account(i)}\t${number(i)}\t${uuid(i % ITEMS)}\tactive\t${start(i)}\t${end(i)}\tdefault\ton_end_date\tEXT-${i}\n`,
      ),
    'attribute.copy': () =>
      portions(
        rows,
        (i) =>
          `${account(i)}\t${number(i)}\tcontact\t${contact(i)}\n${account(i)}\t${number(i)}\tdomain\t${domain(i)}\n`,
      ),
  };
}

function* portions(rows: number, line: (i: number) => string): Generator<string> {
  for (let from = 0; from < rows; from += PORTION) {
    let text = '';
    for (let i = from; i < Math.min(from + PORTION, rows); i++) text += line(i);
    yield text;
  }
}

const account = (i: number) => `ACC-${String(Math.floor(i / SUBSCRIPTIONS_PER_ACCOUNT)).padStart(8, '0')}`;
const number = (i: number) => 1 + (i % SUBSCRIPTIONS_PER_ACCOUNT);
const start = (i: number) => `2026-01-${String(1 + (i % 28)).padStart(2, '0')}`;
const end = (i: number) => `2027-0${1 + (i % 9)}-28`;
const domain = (i: number) => `domain-${i}.example.com`;
const contact = (i: number) => `contact-${i}@example.com`;
const uuid = (item: number) => `00000000-0000-4000-8000-${String(item).padStart(12, '0')}`;

function itemId(i: string): string {
  return `('00000000-0000-4000-8000-' || lpad(${i}::text, 12, '0'))::uuid`;
}
