// A question holds no lock: while a person thinks about one change, others make theirs. On yes, what was shown is committed,
// or nothing.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seedInto, words } from '../support/catalogue/catalogue.ts';
import { type CliRun, runCli } from '../support/cli.ts';
import { everyRow } from '../support/database/byte-for-byte.ts';
import { onEveryServer } from '../support/database/engines.ts';
import { useKeptOpen } from '../support/database/kept-open.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { everyCommand } from '../support/every-command.ts';

const NOW = '2026-03-01T12:00:00.000Z';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tierctl-question-'));
});
afterEach(() => rm(directory, { recursive: true }));

onEveryServer((engine) => {
  const db = useDatabase(engine);
  const env = () => ({ TIERCTL_DATABASE_URL: db.url ?? '' });
  // The command at the question has connections of its own; those beside it follow one another.
  const openDatabase = useKeptOpen(() => db.url ?? '');
  const tierctl = (line: string) => runCli(words(line), { env: env(), now: NOW, openDatabase });
  const must = async (line: string): Promise<CliRun> => {
    const run = await tierctl(line);
    expect(run, `${line}\n${run.stderr}`).toMatchObject({ code: 0 });
    return run;
  };
  /** Runs the command at a terminal; `during` happens while its question waits, and the answer is yes. */
  const asked = async (line: string, during: () => Promise<unknown>): Promise<CliRun> => {
    const confirm = async (): Promise<boolean> => {
      await during();
      return true;
    };
    return runCli(words(line), { env: env(), now: NOW, tty: true, confirm });
  };

  test('no one waits for a question: the nightly run and the changes of another account go on', {
    timeout: 900_000,
  }, async () => {
    let color = 0;
    let runOf = '';
    const others = async (): Promise<void> => {
      color += 1;
      await must(`subscription set OTHER/1 --attribute color=c${color} --yes`);
      await must('run-transitions --account OTHER --yes');
    };
    let questions = 0;
    for (const line of await everyCommand(directory)) {
      const numbered = line.replace(/^(run \w+) 2/, `$1 ${runOf}`);
      if (!line.endsWith(' --yes')) {
        await must(numbered);
        if (line === 'demo') await addOther();
        continue;
      }
      const run = await asked(numbered.replace(/ --yes$/, ''), others);
      expect(run, `${line}\n${run.stderr}`).toMatchObject({ code: 0 });
      expect(run.stderr).toContain('Committed.');
      questions += run.questions.length;
      if (line.startsWith('run-transitions')) {
        const { runs } = (await must('run list -o json')).json<{
          runs: { id: number; options: { account?: string } }[];
        }>();
        runOf = String(runs.find(({ options }) => options.account === 'ACC-X')?.id);
      }
    }
    expect(questions).toBeGreaterThan(35);
  });

  const addOther = async (): Promise<void> => {
    await must('item create OTHER --kind product --name Other --attribute color --yes');
    await must('account create OTHER --yes');
    await must('subscription add OTHER OTHER --start 2026-01-01 --attribute color=red --yes');
  };

  describe('a change of the same thing, committed while the question waits', () => {
    beforeEach(async () => {
      await seedInto(db.database, {
        items: [
          { articleNumber: 'SMALL', attributes: ['color'] },
          { articleNumber: 'LARGE', attributes: ['color'] },
        ],
        paths: ['up', 'spare'].map((name) => ({ name, source: 'SMALL', destination: 'LARGE' })),
        subscriptions: [
          {
            account: 'A',
            item: 'SMALL',
            start: '2026-01-01',
            end: '2026-12-31',
            attributes: { color: 'red' },
          },
          { account: 'B', item: 'SMALL', start: '2026-01-01', end: '2026-02-01', path: 'up' },
        ],
      });
      await must('group create Ladder --yes');
      await must('member add Ladder SMALL --level 1 --yes');
      await must('member add Ladder LARGE --level 2 --yes');
    });

    test.each([
      ['subscription set A/1 --attribute color=blue', 'subscription set A/1 --attribute color=green'],
      ['subscription change A/1 --to LARGE', 'subscription set A/1 --attribute color=green'],
      ['subscription change A/1 --to LARGE', 'subscription change A/1 --to LARGE'],
      ['subscription change A/1 --to LARGE --on 2026-06-01', 'subscription end A/1 --on 2026-04-30'],
      ['subscription end A/1 --on 2026-06-30', 'subscription schedule A/1 --from-date 2026-06-01 --path up'],
      ['subscription schedule A/1 --path up', 'subscription change A/1 --to LARGE --on 2026-05-01'],
      ['run-transitions', 'run-transitions'],
      ['run-transitions', 'subscription schedule B/1 --no-path'],
      ['group create Rungs', 'group create Rungs'],
      ['group rename Ladder Rungs', 'group rename Ladder Steps'],
      ['group delete Ladder --with-members', 'member remove Ladder SMALL'],
      ['member update Ladder SMALL --level 3', 'member update Ladder SMALL --level 4'],
      ['item set SMALL --name S', 'item set SMALL --name Small'],
      [
        'item set LARGE --remove-attribute color',
        'subscription add A LARGE --start 2026-03-01 --attribute color=red',
      ],
      ['path update up --until 2026-12-31', 'path update up --until 2026-11-30'],
      ['path delete spare', 'subscription schedule A/1 --path spare'],
      ['item create NEW --kind product --name New', 'item create NEW --kind product --name Other'],
      ['account create NEW', 'account create NEW'],
      ['subscription add A SMALL --start 2026-03-01', 'subscription add A LARGE --start 2026-03-01'],
    ])('%s, and %s: the second ends with changed-meanwhile', async (line, other) => {
      let after: unknown;
      const run = await asked(line, async () => {
        await must(`${other} --yes`);
        after = await everyRow(db.database);
      });
      expect(run, run.stderr).toMatchObject({ code: 5, stdout: '' });
      expect(run.stderr).toContain('the database has changed since the preview');
      expect(run.stderr).toContain('nothing was written');
      expect(await everyRow(db.database)).toEqual(after);
    });

    test('the new preview is shown', async () => {
      const run = await asked('member update Ladder SMALL --level 3', () =>
        must('member update Ladder SMALL --level 4 --yes'),
      );
      expect(run.stderr).toMatch(/1 → 3[\s\S]*4 → 3[\s\S]*error: the database has changed since the preview/);
    });

    test.each([
      ['group create Rungs --if-not-exists', 'group create Rungs'],
      ['member update Ladder SMALL --level 3', 'member update Ladder SMALL --level 3'],
      ['subscription set A/1 --attribute color=blue', 'subscription set A/1 --attribute color=blue'],
    ])('%s, and the very same: nothing to change', async (line, other) => {
      const run = await asked(line, () => must(`${other} --yes`));
      expect(run).toMatchObject({ code: 0 });
      expect(run.stderr).toContain('Nothing to change.');
    });
  });

  test('the ids that the preview shows are those that are committed', async () => {
    await must('item create SMALL --kind product --name Small --yes');
    const run = await asked('group create Ladder', async () => undefined);
    const [, id] = /id +(\S+)/.exec(run.stderr) ?? [];
    const shown = (await must('group show Ladder -o json')).json<{ group: { id: string } }>();
    expect(shown.group.id).toBe(id);
  });

  test('an import whose rejected records are others by then: changed-meanwhile, and the file stays', async () => {
    const file = join(directory, 'accounts.csv');
    const rejects = join(directory, 'rejects.csv');
    await writeFile(file, 'account,name\nA,One\n"",Two\n');
    const run = await asked(`account import ${file} --skip-invalid ${rejects}`, () =>
      writeFile(file, 'account,name\nA,One\n"",Three\n'),
    );
    expect(run, run.stderr).toMatchObject({ code: 5 });
    expect(await readFile(rejects, 'utf8')).toContain('Two');
    expect((await must('account list -o json')).json()).toMatchObject({ accounts: [] });
  });
});
