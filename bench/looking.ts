// How long it takes to look at a big catalogue, beside the same rows as hand-written SQL fetches them: 200 groups, one
// of them with 5,000 members. Operation and rendering together are to stay within three times the bare queries. Both run
// in one process on connections that are open, turn by turn; medians.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrations } from '../migrations/list.ts';
import { type Format, formatView } from '../src/cli/output/output.ts';
import { diagnosed } from '../src/cli/render/administration/doctor.ts';
import { listedMoves } from '../src/cli/render/groups/eligible.ts';
import { shownGroup } from '../src/cli/render/groups/group.ts';
import { createPaint } from '../src/cli/render/paint.ts';
import type { View } from '../src/cli/render/view.ts';
import { applyMigration } from '../src/database/migrator.ts';
import { openDatabase } from '../src/database/open-database.ts';
import type { Session } from '../src/database/session.ts';
import { parseTarget } from '../src/database/target/target.ts';
import { read } from '../src/database/unit-of-work.ts';
import { diagnose } from '../src/operations/administration/diagnose.ts';
import { listMoves } from '../src/operations/groups/list-moves.ts';
import { showGroup } from '../src/operations/groups/show-group.ts';
import { startPostgres } from '../test/support/database/postgres-server.ts';

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '5000' },
    groups: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '15' },
  },
});
const members = Number(values.members);
const groups = Number(values.groups);
const rounds = Number(values.rounds);
const SMALL = 25;

interface Look {
  readonly name: string;
  readonly tool: (session: Session) => Promise<View>;
  readonly bare: readonly string[];
}

const MEMBER =
  'm.*, i.article_number, i.name from upgrade_group_member m left join item i on i.id = m.fk_item_id';
const NEIGHBOURS = `(select fk_item_id from upgrade_group_member where fk_group_id in (select fk_group_id from upgrade_group_member
    where fk_item_id = md5('item1')::uuid))`;

const LOOKS: readonly Look[] = [
  {
    name: 'eligible ITEM',
    tool: async (session) => listedMoves(await listMoves(session, { item: 'I-1' })),
    bare: [
      `select * from item where article_number = 'I-1'`,
      `select g.name as group_name, ${MEMBER} join upgrade_group g on g.id = m.fk_group_id
        where m.fk_group_id in (select fk_group_id from upgrade_group_member where fk_item_id = md5('item1')::uuid)`,
      `select item_id from tierctl.item_profile where not active and item_id in ${NEIGHBOURS}`,
      `select * from renewal_period where fk_item_id in ${NEIGHBOURS}`,
    ],
  },
  {
    name: 'group show GROUP',
    tool: async (session) => shownGroup(await showGroup(session, { group: 'Group 1' })),
    bare: [
      `select * from upgrade_group where name = 'Group 1'`,
      `select ${MEMBER} where m.fk_group_id = md5('group1')::uuid`,
    ],
  },
  {
    name: 'doctor',
    tool: async (session) => diagnosed(await diagnose(session, { today: '2026-03-01' }), 'bench'),
    bare: [
      'select * from upgrade_group',
      `select ${MEMBER}`,
      'select item_id from tierctl.item_profile where not active',
      'select * from renewal_period',
    ],
  },
];

const server = await startPostgres(['shared_buffers=256MB']);
const database = await openDatabase(parseTarget(server.url));
const client = new pg.Client({ connectionString: server.url });
try {
  await database.kysely.transaction().execute(async (db) => {
    for (const migration of migrations) {
      await applyMigration({ db, dialect: database.dialect }, migration, '2026-01-01T00:00:00.000Z');
    }
  });
  await client.connect();
  for (const statement of fill()) await client.query(statement);
  console.log(`${groups} groups, one with ${members} members, the others with ${SMALL}; ${rounds} rounds\n`);
  console.log(
    '                    table    -o json  bare queries   table / bare   json / bare   (goal: at most 3)',
  );
  for (const look of LOOKS) await measure(look);
} finally {
  await client.end();
  await database.close();
  await server.stop();
}

async function measure({ name, tool, bare }: Look): Promise<void> {
  const shown = (format: Format) => async (): Promise<void> => {
    const view = await read(database, tool);
    formatView(view, { format, dryRun: false, terminal: { paint: createPaint(true), width: 140 } });
  };
  const rivals = [
    shown('table'),
    shown('json'),
    async (): Promise<void> => {
      for (const statement of bare) await client.query(statement);
    },
  ];
  const times: number[][] = rivals.map(() => []);
  for (let round = -2; round < rounds; round++) {
    for (const [rival, run] of rivals.entries()) {
      const start = performance.now();
      await run();
      // The first rounds warm caches and compiler.
      if (round >= 0) times[rival]?.push(performance.now() - start);
    }
  }
  const [table = 0, json = 0, queries = 0] = times.map(median);
  const milliseconds = (value: number, width: number): string => `${value.toFixed(1)} ms`.padStart(width);
  console.log(
    `${name.padEnd(16)}${milliseconds(table, 9)}${milliseconds(json, 11)}${milliseconds(queries, 14)}` +
      `${(table / queries).toFixed(2).padStart(15)}${(json / queries).toFixed(2).padStart(14)}`,
  );
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Item 1 is in the big group and in four small ones; ladders agree, periods are shared, one item in fifty is inactive. */
function fill(): string[] {
  const flags = 'true, true, true, true';
  return [
    `insert into item select md5('item' || i)::uuid, 'I-' || i, 'Hosting package number ' || i
      from generate_series(1, ${members}) i`,
    `insert into tierctl.item_profile (item_id, kind, active)
      select md5('item' || i)::uuid, 'package', i % 50 <> 0 from generate_series(1, ${members}) i`,
    `insert into renewal_period
      select gen_random_uuid(), md5('item' || i)::uuid, p, 'month'
      from generate_series(1, ${members}) i cross join (values (1), (12)) as periods(p)`,
    `insert into upgrade_group select md5('group' || g)::uuid, 'Group ' || g from generate_series(1, ${groups}) g`,
    `insert into upgrade_group_member
      select gen_random_uuid(), md5('group1')::uuid, md5('item' || i)::uuid, i / 2, ${flags}
      from generate_series(1, ${members}) i`,
    `insert into upgrade_group_member
      select gen_random_uuid(), md5('group' || g)::uuid,
        md5('item' || case when n = 1 and g <= 5 then 1 else 2 + (g * ${SMALL} + n) % ${members - 1} end)::uuid,
        (g * ${SMALL} + n) % ${members - 1}, ${flags}
      from generate_series(2, ${groups}) g cross join generate_series(1, ${SMALL}) n`,
    'vacuum analyze',
  ];
}
