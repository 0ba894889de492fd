import { CompiledQuery, sql } from 'kysely';
import { startPostgres } from '../test/support/postgres-server.ts';
import { copyDataset, createDataset } from './dataset.ts';
import { openDatabase } from '../src/database/open-database.ts';
import { parseTarget } from '../src/database/target.ts';
import { run } from '../test/support/runs.ts';
import { cutRanges } from '../src/store/transitions/cut-ranges.ts';
import { claimDue } from '../src/store/transitions/claim-due.ts';
import { recordTransitions } from '../src/store/transitions/record-transitions.ts';
import { insertSuccessors } from '../src/store/transitions/insert-successors.ts';
import { carryAttributes } from '../src/store/transitions/carry-attributes.ts';
import { fillAttributeDefaults } from '../src/store/transitions/fill-attribute-defaults.ts';
const server = await startPostgres(['fsync=on', 'shared_buffers=1GB', 'max_wal_size=16GB', 'checkpoint_timeout=1h']);
try {
  await createDataset(server.url, 't', 100000);
  const url = await copyDataset(server.url, 't', 'r');
  const db = await openDatabase(parseTarget(url));
  await run(db, { asOf: '2026-06-01', batchSize: 10000, limit: 50000 });
  await db.kysely.transaction().execute(async (tx) => {
    const session = { db: tx, dialect: db.dialect };
    const scope = { asOf: '2026-06-01', pathId: undefined, account: undefined };
    const [range] = await cutRanges(session, scope, 10000);
    // explaining executor: wrap execute
    const explain = { db: new Proxy(tx, { get(t: any, k) { if (k === 'getExecutor') return () => { const ex = t.getExecutor(); return new Proxy(ex, { get(e: any, kk) { if (kk === 'executeQuery') return async (q: any, id: any) => { const r = await e.executeQuery(CompiledQuery.raw('explain (analyze, buffers) ' + q.sql, [...q.parameters]), id); console.log((r.rows as any[]).map((x) => x['QUERY PLAN']).join('\n'), '\n'); return r; }; const v = e[kk]; return typeof v === 'function' ? v.bind(e) : v; } }); }; const v = t[k]; return typeof v === 'function' ? v.bind(t) : v; } }), dialect: db.dialect } as any;
    const hop = { run: 99, hop: 1 };
    console.log(range);
    await claimDue(explain, scope, range!, hop);
    await recordTransitions(explain, range!, hop, '2026-01-01T00:00:00Z');
    await insertSuccessors(explain, range!, hop);
    await carryAttributes(explain, range!, hop);
    await fillAttributeDefaults(explain, range!, hop);
    await claimDue(explain, scope, range!, { run: 99, hop: 2 });
  });
  await db.close();
} finally { await server.stop(); }
