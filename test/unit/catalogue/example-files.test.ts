import { describe, expect, test } from 'vitest';
import { readExample } from '../../../src/cli/commands/demo/demo-example.ts';
import type { FileRecord } from '../../../src/domain/imports/record-file.ts';
import type { ExampleFile } from '../../../src/operations/demo/find-example.ts';

describe('the example', () => {
  test('has at least what a tour needs', async () => {
    const { catalogue, accounts, subscriptions } = await readExample();
    expect(catalogue.groups.length).toBeGreaterThanOrEqual(2);
    expect(catalogue.items.length).toBeGreaterThanOrEqual(8);
    expect(accounts.records.length).toBeGreaterThanOrEqual(400);
    expect(subscriptions.records.length).toBeGreaterThanOrEqual(1_000);
    const records = await recordsOf(subscriptions);
    const hasAttribute = ({ values }: FileRecord) =>
      Object.keys(values).some((name) => /^attribute\./.test(name));
    expect(records.every(hasAttribute)).toBe(true);

    const groupsOf = (item: string) =>
      catalogue.groups.filter(({ members }) => members.some((member) => member.item === item));
    const item = (number: string) => catalogue.items.find(({ articleNumber }) => articleNumber === number);
    expect(groupsOf('HST-STANDARD')).toHaveLength(2);
    expect(item('HST-WELCOME')).toMatchObject({
      term: { months: 3, days: 0 },
      defaultPath: 'Welcome ends',
    });
    expect(item('HST-TRIAL')).toMatchObject({ term: { months: 0, days: 30 }, defaultPath: 'Trial ends' });
    expect(catalogue.paths).toContainEqual(
      expect.objectContaining({ name: 'Trial ends', source: 'HST-TRIAL', destination: 'HST-START' }),
    );
  });

  test('names only made-up domains', async () => {
    const { subscriptions } = await readExample();
    const columns = ['attribute.domain', 'attribute.hostname', 'attribute.contact'];
    const names = (await recordsOf(subscriptions)).flatMap(({ values }) =>
      columns.map((column) => values[column]).filter((name) => name !== undefined),
    );
    expect(names.length).toBeGreaterThan(1_000);
    expect(names.filter((name) => !String(name).endsWith('.example'))).toEqual([]);
  });
});

async function recordsOf({ file }: ExampleFile): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  for await (const portion of file.records()) records.push(...portion);
  return records;
}
