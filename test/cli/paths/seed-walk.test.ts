// The walk of the seed: "a product that has the ability to get downgraded and upgraded to upgrade_level 2 items or
// upgrade_level 4 respectively".
import { beforeEach, expect, test } from 'vitest';
import { given, seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const run = (line: string) => cli.run(words(line));

interface Moves {
  readonly moves: readonly {
    readonly item: { readonly articleNumber: string };
    readonly direction: string;
    readonly eligible: boolean;
    readonly gates: readonly { readonly code: string; readonly passed: boolean | null }[];
  }[];
}

async function verdicts(line: string): Promise<string[]> {
  return (await run(`${line} -o json`)).json<Moves>().moves.map(({ item, direction, eligible, gates }) => {
    const failed = gates.filter(({ passed }) => passed === false).map(({ code }) => code);
    return `${direction} ${item.articleNumber} ${eligible ? 'yes' : failed.join()}`;
  });
}

beforeEach(async () => {
  await seedInto(cli.database, {
    items: ['TWO', 'THREE', 'FOUR', 'EVEN'].map((articleNumber) => ({ articleNumber, kind: 'package' })),
    subscriptions: [{ account: 'ACC-1', item: 'THREE', start: '2026-01-01' }],
  });
  await given(
    cli,
    'group create TestUpgrade',
    'member add TestUpgrade TWO --level 2',
    'member add TestUpgrade THREE --level 3',
    'member add TestUpgrade FOUR --level 4',
  );
});

const ASKED = ['eligible THREE', 'eligible --subscription ACC-1/1'];

test.each(ASKED)('%s: an item on level 3 is offered the one on 4 and the one on 2', async (asked) => {
  expect(await verdicts(asked)).toEqual(['upgrade FOUR yes', 'downgrade TWO yes']);
  expect(await run(`${asked} --to FOUR`)).toMatchObject({ code: 0 });
  expect(await run(`${asked} --to TWO`)).toMatchObject({ code: 0 });
});

test.each(ASKED)('%s: two on level 3 do not switch with each other', async (asked) => {
  await given(cli, 'member add TestUpgrade EVEN --level 3');
  expect(await verdicts(asked)).toEqual([
    'upgrade FOUR yes',
    'none EVEN different-level',
    'downgrade TWO yes',
  ]);
  expect(await run(`${asked} --to EVEN`)).toMatchObject({ code: 3 });
  expect(await run('eligible EVEN --to THREE')).toMatchObject({ code: 3 });
});

test.each(ASKED)('%s: renewal periods that do not match are the reason', async (asked) => {
  await given(
    cli,
    'item set THREE --renewal P1M',
    'item set FOUR --renewal P1Y',
    'item set TWO --renewal P1M --renewal P1Y',
  );
  expect(await verdicts(asked)).toEqual(['upgrade FOUR renewal-period', 'downgrade TWO yes']);
  expect(await run(`${asked} --to FOUR`)).toMatchObject({ code: 3 });
});
