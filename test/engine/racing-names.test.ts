// Two names that look alike, given at the same moment: one of them gets in, the other is refused, from every command that
// gives a name.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { seedInto } from '../support/catalogue/catalogue.ts';
import { runCli } from '../support/cli.ts';
import { onEveryServer } from '../support/database/engines.ts';
import { useDatabase } from '../support/database/use-database.ts';
import { cases } from '../support/thorough.ts';

const TIMES = cases(5);

onEveryServer((engine) => {
  const db = useDatabase(engine);
  const tierctl = (line: string) =>
    runCli([...line.split(' '), '--yes'], {
      env: { TIERCTL_DATABASE_URL: db.url ?? '' },
      now: '2026-03-01T12:00:00.000Z',
    });
  let directory = '';

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tierctl-names-'));
  });

  beforeEach(async () => {
    await seedInto(db.database, { items: [{ articleNumber: 'SMALL' }, { articleNumber: 'LARGE' }] });
  });

  const file = async (name: string, text: string): Promise<string> => {
    const path = join(directory, name);
    await writeFile(path, `tierctl: 1\n${text}`);
    return path;
  };

  const createGroup = (name: string) => `group create ${name}`;
  const createItem = (name: string) => `item create ${name} --kind product --name Item`;
  const createPath = (name: string) => `path create ${name} --source SMALL --destination LARGE`;
  const apply = async (name: string) => `apply -f ${await file(name, `groups:\n  - name: ${name}\n`)}`;

  test.each([
    { command: 'group create', former: createGroup, one: createGroup, other: createGroup },
    {
      command: 'group rename',
      former: createGroup,
      one: (name: string) => `group rename former ${name}`,
      other: createGroup,
    },
    { command: 'item create', former: createItem, one: createItem, other: createItem },
    { command: 'path create', former: createPath, one: createPath, other: createPath },
    {
      command: 'path update',
      former: createPath,
      one: (name: string) => `path update former --name ${name}`,
      other: createPath,
    },
    { command: 'apply', former: createGroup, one: apply, other: createGroup },
  ])('$command', async ({ former, one, other }) => {
    for (let n = 1; n <= TIMES; n++) {
      await tierctl(former('former'));
      const outcomes = await Promise.all(
        [await one(`Name-${n}`), other(`name-${n}`)].map((line) => tierctl(line)),
      );
      const stderr = outcomes.map((outcome) => outcome.stderr).join();
      expect(outcomes.map(({ code }) => code).sort(), stderr).toEqual([0, 5]);
      expect(stderr).toContain('looks like');
    }
  });
});
