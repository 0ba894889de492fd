import { beforeEach, expect, test } from 'vitest';
import { given, WEBHOSTING, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const run = (line: string, options = {}) => cli.run(words(line), options);
const rows = () =>
  cli.database.kysely.selectFrom('billing.upgrade_group_member').selectAll().orderBy('id').execute();

beforeEach(() => given(cli, ...WEBHOSTING, 'item create DNS --name DNS'));

test('member add has every flag on unless it is switched off', async () => {
  const { code, stdout, stderr } = await run('member add Webhosting DNS --level -1 --yes');
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: 'New member of Webhosting\nitem   DNS  DNS\nlevel  -1\nflags  all\n',
    stderr: 'Committed.\n',
  });
  await given(cli, 'group create Other');
  const line =
    'member add Other DNS --level 2 --no-upgradeable --downgradeable --no-downgradeable-from --yes -o json';
  expect((await run(line)).json()).toMatchObject({
    added: true,
    group: { name: 'Other' },
    member: {
      level: 2,
      upgradeable: false,
      downgradeable: true,
      upgradeableFrom: true,
      downgradeableFrom: false,
    },
  });
});

test('member add twice is a conflict, or nothing with --if-not-exists', async () => {
  expect(await run('member add Webhosting HST-GOLD --level 1 --yes')).toMatchObject({
    code: 5,
    stderr:
      'error: HST-GOLD is in group "Webhosting" already, on level 30\n' +
      'hint: change it with tierctl member update Webhosting HST-GOLD, or pass --if-not-exists\n',
  });
  const again = await run('member add Webhosting HST-GOLD --level 1 --if-not-exists --yes -o json');
  expect(again).toMatchObject({ code: 0, stderr: 'Nothing to change.\n' });
  expect(again.json()).toMatchObject({ added: false, member: { level: 30 } });
});

test.each([
  ['member add Webhosting DNS --yes', /required option '--level <n>' not specified/],
  ['member add Webhosting DNS --level three --yes', /"three" is not a level/],
  ['member add Webhosting DNS --level 1.5 --yes', /"1.5" is not a level/],
  ['member add Webhosting DNS --level 2147483648 --yes', /"2147483648" is not a level/],
  ['member add Webhosting DNS --level 1 --upgradable --yes', /did you mean --upgradeable/],
  ['member update Webhosting HST-GOLD --yes', /no change given/],
  ['member update Webhosting HST-GOLD --level x --yes', /"x" is not a level/],
  ['member add Webhosting DNS --level 1', /--yes.*--dry-run|--dry-run.*--yes/s],
])('%s exits 2 and writes nothing', async (line, message) => {
  const before = await rows();
  const { code, stdout, stderr } = await run(line);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(await rows()).toEqual(before);
});

test('member list goes from high to low', async () => {
  expect((await run('member list Webhosting')).stdout).toBe(
    [
      'level  article       name                   flags',
      '   40  HST-PLAT      Platinum hosting       only upgradeable_from',
      '   30  HST-GOLD      Gold hosting           all',
      '   20  HST-SILVER    Silver hosting         all',
      '   20  HST-SILVER-2  Silver hosting (2019)  upgradeable, downgradeable',
      '   10  HST-START     Start hosting          all but downgradeable_from',
      '',
    ].join('\n'),
  );
  const csv = (await run('member list Webhosting -o csv')).stdout.split('\r\n');
  expect(csv[0]).toBe(
    'id,item.id,item.articleNumber,item.name,level,upgradeable,downgradeable,upgradeableFrom,downgradeableFrom',
  );
  expect(csv[1]).toMatch(/,HST-PLAT,Platinum hosting,40,false,false,true,false$/);
  await given(cli, 'group create Empty');
  expect(await run('member list Empty')).toMatchObject({ code: 0, stdout: '' });
});

test('member update shows what it changes and changes that alone', async () => {
  const { code, stdout } = await run('member update Webhosting HST-GOLD --level 35 --no-downgradeable --yes');
  expect(code).toBe(0);
  expect(stdout).toBe('HST-GOLD in Webhosting\nlevel  30 → 35\nflags  all → all but downgradeable\n');
  expect(await run('member update Webhosting HST-GOLD --level 35 --yes')).toMatchObject({
    stderr: 'Nothing to change.\n',
  });
  await given(cli, 'member update Webhosting HST-GOLD --downgradeable');
  const { members } = (await run('member list Webhosting -o json')).json<{ members: unknown[] }>();
  expect(members[1]).toMatchObject({ level: 35, downgradeable: true });
});

test('member remove keeps the item', async () => {
  expect(await run('member remove Webhosting HST-GLOD --yes')).toMatchObject({
    code: 4,
    stderr: 'error: "HST-GLOD" is not in group "Webhosting"; did you mean HST-GOLD?\n',
  });
  const { code, stdout } = await run('member remove Webhosting HST-GOLD --yes');
  expect(code).toBe(0);
  expect(stdout).toContain('Remove from Webhosting\nitem   HST-GOLD  Gold hosting\n');
  expect(await run('item show HST-GOLD')).toMatchObject({ code: 0 });
  expect((await run('member list Webhosting')).stdout).not.toContain('HST-GOLD');
});

test.each([
  'member add Webhosting DNS --level 1',
  'member update Webhosting HST-GOLD --level 99',
  'member remove Webhosting HST-GOLD',
])('%s --dry-run leaves the rows as they were', async (line) => {
  const before = await rows();
  expect(await run(`${line} --dry-run`)).toMatchObject({
    code: 0,
    stderr: 'Dry run: nothing was written.\n',
  });
  expect(await rows()).toEqual(before);
});

test('at a terminal the change is shown, and made when the answer is yes', async () => {
  const before = await rows();
  const line = 'member remove Webhosting HST-GOLD';
  expect(await run(line, { tty: true, answers: [false] })).toMatchObject({ code: 130 });
  expect(await rows()).toEqual(before);
  const { code, stderr, questions } = await run(line, { tty: true, answers: [true] });
  expect(code).toBe(0);
  expect(questions).toHaveLength(1);
  expect(stderr).toContain('Remove from Webhosting');
  expect(await rows()).toHaveLength(before.length - 1);
});
