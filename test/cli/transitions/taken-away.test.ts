// Two paid units of an add-on end in the night, and a cancellation meets a change of plan: what an operator sees of it.
import { beforeEach, expect, test } from 'vitest';
import { given, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';
import { everyRow } from '../../support/database/byte-for-byte.ts';

const cli = useCli();
const tierctl = (line: string) => cli.run(words(line), { now: '2026-01-15T12:00:00.000Z' });

beforeEach(() =>
  given(
    cli,
    'item create SILVER --name Silver --term P1M --attribute note',
    'item create GOLD --name Gold',
    'item create BACKUP --name Backup --kind extension',
    'item extension add SILVER BACKUP',
    'group create Ladder',
    'member add Ladder SILVER --level 1',
    'member add Ladder GOLD --level 2',
    'path create Ends --source SILVER --destination GOLD',
    'path assign SILVER Ends',
    'subscription add A SILVER --start 2026-01-01 --extension BACKUP=2 --attribute note=kept --create-account',
    'subscription add B SILVER --start 2026-01-01 --end 2027-12-31 --create-account',
  ),
);

test('the path, the forecast, the run and the history show it', async () => {
  expect((await tierctl('path show Ends')).stdout).toContain(`
extensions that end          BACKUP
attributes not carried over  note
a successor ends             never

will be lost           path  subscriptions  total
extension BACKUP       Ends              1      2
attribute SILVER:note  Ends              1      1
`);
  const TAKEN = `
taken away             path  subscriptions  total
extension BACKUP       Ends              1      2
attribute SILVER:note  Ends              1      1
`;
  const upcoming = (await tierctl('upcoming --until 2026-02-01')).stdout;
  expect(upcoming).toMatch(/subscriptions that lose something +1\n/);
  expect(upcoming).toContain('2026-02-01  Ends  2 × BACKUP, attribute note\n');
  expect(upcoming).toContain(TAKEN);
  const RUN = 'run-transitions --as-of 2026-02-01';
  const dryRun = (await cli.run(words(`${RUN} --dry-run`), { now: '2026-02-01T12:00:00.000Z' })).stdout;
  expect(dryRun).toMatch(/subscriptions that lose something +1\n/);
  expect(dryRun).toContain('2026-02-01  Ends  2 × BACKUP, attribute note\n');
  expect(dryRun).toContain(TAKEN);
  await cli.run(words(`${RUN} --yes`), { now: '2026-02-01T12:00:00.000Z' });
  expect((await tierctl('history')).stdout).toMatch(/ 1 {2}2 × BACKUP, attribute note\n/);
  expect((await tierctl('run show 1')).stdout).toContain(TAKEN);
  expect((await tierctl('subscription show A/1')).stdout).toMatch(
    /\ntaken away +2 × BACKUP, attribute note\n/,
  );
  const csv = (await tierctl('history -o csv')).stdout.split('\r\n');
  expect(csv[0]).toMatch(
    /,takenAway.endDate,takenAway.extensions,takenAway.components,takenAway.attributes$/,
  );
  expect(csv[1]).toContain('""articleNumber"":""BACKUP""');
});

test('a change of plan says until when the successor runs; --no-end says what is gone', async () => {
  await given(cli, 'subscription end B/1 --no-path --reason cancelled');
  const before = await everyRow(cli.database);
  const kept = await tierctl('subscription change B/1 --to GOLD --dry-run');
  expect(kept.stdout).toMatch(
    /\nsuccessor ends +2027-12-31, the end date of B\/1 \(--no-end drops it\)\nnext +due on 2028-01-01, but stays/,
  );
  expect(await everyRow(cli.database)).toEqual(before);
  const dropped = await tierctl('subscription change B/1 --to GOLD --no-end --yes');
  expect(dropped.stdout).toMatch(
    /\nsuccessor ends +never\ntaken away +end date 2027-12-31\nno longer +following no path\n/,
  );
  expect((await tierctl('history -o json')).json()).toMatchObject({
    transitions: [{ takenAway: { endDate: '2027-12-31', extensions: [], attributes: [] } }],
  });
});

test('a change that waits says the same, and whom a catalogue change strands', async () => {
  const planned = await tierctl('subscription change B/1 --to GOLD --on 2026-03-01 --yes -o json');
  expect(planned.json()).toMatchObject({
    subscription: { change: { on: '2026-03-01', keepsEnd: true } },
    takenAway: { endDate: null },
    outlook: { successorEnd: '2027-12-31' },
  });
  const preview = await tierctl('item set GOLD --inactive --dry-run');
  expect(preview.stdout).toContain(`active  yes → no

will not move  to    through           because
            1  GOLD  Ends              the destination is not active
            1  GOLD  a change by hand  the destination is not active
they were due to move: A/1 on 2026-02-01, B/1 on 2026-03-01
`);
  const json = (await tierctl('item set GOLD --inactive --dry-run -o json')).json();
  expect(json).toMatchObject({ effect: { stranded: { total: 2 }, takesMore: [], inactive: [] } });
  await given(cli, 'item set GOLD --inactive');
  const doctor = await tierctl('doctor -o json');
  expect(doctor.code).toBe(3);
  const { findings } = doctor.json<{ findings: { rule: string; fix: string | null }[] }>();
  expect(findings.map(({ rule }) => rule)).toEqual([
    'inactive-destination',
    'change-to-inactive-item',
    'inactive-target',
    'path-takes-away',
    'path-takes-away',
  ]);
});

test('an extension that is not allowed any more', async () => {
  await given(cli, 'item extension add GOLD BACKUP');
  expect((await tierctl('item extension remove GOLD BACKUP --dry-run')).stdout).toContain(`
also taken away   path  subscriptions  total
extension BACKUP  Ends              1      2
`);
});
