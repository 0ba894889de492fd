import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { given, WEBHOSTING, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const run = (line: string, options = {}) => cli.run(words(line), options);

beforeEach(() => given(cli, ...WEBHOSTING));

test('group list counts members', async () => {
  await given(cli, 'group create Archive');
  const { code, stdout } = await run('group list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^name {8}members {2}id\nArchive {11}0 {2}\S{36}\nWebhosting {8}5 {2}\S{36}\n$/);
  expect((await run('group list -o json')).json()).toMatchObject({
    groups: [
      { name: 'Archive', memberCount: 0 },
      { name: 'Webhosting', memberCount: 5 },
    ],
  });
});

test('group rename shows the old name and the new', async () => {
  const { code, stdout } = await run('group rename Webhosting Hosting --yes');
  expect(code).toBe(0);
  expect(stdout).toContain('name  Webhosting → Hosting\n');
  expect(await run('group rename Hosting Hosting --yes')).toMatchObject({
    code: 0,
    stderr: 'Nothing to change.\n',
  });
  await given(cli, 'group create DNS');
  expect(await run('group rename DNS Hosting --yes')).toMatchObject({ code: 5, stdout: '' });
});

test('group delete refuses members without --with-members', async () => {
  expect(await run('group delete Webhosting --yes')).toMatchObject({
    code: 3,
    stdout: '',
    stderr: 'error: group "Webhosting" has 5 members\nhint: remove them first, or pass --with-members\n',
  });
  const { code, stdout } = await run('group delete Webhosting --with-members --yes');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Delete upgrade group Webhosting\nand its 5 memberships; the items stay\n\nlevel/);
  expect((await run('group list -o json')).json()).toMatchObject({ groups: [] });
  expect((await run('item list -o json')).json<{ items: unknown[] }>().items).toHaveLength(5);
});

test('an unknown group exits 4 with a suggestion', async () => {
  for (const line of ['group show Webhostin', 'group delete Webhostin --yes', 'member list Webhostin']) {
    expect(await run(line)).toMatchObject({
      code: 4,
      stdout: '',
      stderr: 'error: no group "Webhostin"; did you mean Webhosting?\n',
    });
  }
});

test('the command of the config follows a commit to groups and members, and no dry run', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tierctl-group-test-'));
  try {
    const file = join(directory, 'tierctl.yaml');
    await writeFile(file, 'afterCommit: [iisreset]\n');
    const programs = async (line: string) => (await run(`${line} --config ${file}`)).programs;
    expect(await programs('group rename Webhosting Hosting --dry-run')).toEqual([]);
    expect(await programs('group rename Webhosting Webhosting --yes')).toEqual([]);
    for (const line of [
      'group create DNS',
      'member add DNS HST-GOLD --level 1',
      'member update DNS HST-GOLD --level 2',
      'member remove DNS HST-GOLD',
      'group rename Webhosting Hosting',
      'group delete DNS',
    ]) {
      expect(await programs(`${line} --yes`), line).toEqual([['iisreset']]);
    }
    expect(await programs('item set HST-GOLD --inactive --yes')).toEqual([]);
  } finally {
    await rm(directory, { recursive: true });
  }
});
