import type { Migration } from '../database/migration.ts';
import { migrationStates } from '../database/migrator.ts';
import type { Session } from '../database/session.ts';
import { lintCatalogue } from '../domain/lint/lint-catalogue.ts';
import type { Finding } from '../domain/lint/rule.ts';
import { listTables } from '../store/foreign-rows.ts';
import { listLadders } from '../store/members.ts';
import { readAllParties } from '../store/parties.ts';

export interface Diagnosis {
  /** Engine and place of the database that answered. */
  readonly database: string;
  readonly schema: SchemaState;
  /** How much the rules looked at. */
  readonly checked: { readonly groups: number; readonly members: number };
  /** Errors first. */
  readonly findings: readonly Finding[];
}

export interface SchemaState {
  /** `missing`: the database has the billing tables alone, which is enough for groups and members. */
  readonly state: 'current' | 'outdated' | 'missing';
  /** The migrations that are not applied. */
  readonly pending: readonly string[];
}

/**
 * Looks for what is wrong with the schema and the catalogue, in a fixed number of queries. It needs the billing tables
 * only. Throws `config` where those are missing, and `schema-newer`.
 */
export async function diagnose(
  session: Session,
  database: string,
  known: readonly Migration[],
): Promise<Diagnosis> {
  const schema = await schemaState(session, known);
  const ladders = await listLadders(session);
  const parties = await readAllParties(session, { profiles: await hasProfiles(session) });
  return {
    database,
    schema,
    checked: {
      groups: ladders.length,
      members: ladders.reduce((sum, { members }) => sum + members.length, 0),
    },
    findings: [...schemaFindings(schema), ...lintCatalogue({ ladders, parties })],
  };
}

async function schemaState(session: Session, known: readonly Migration[]): Promise<SchemaState> {
  const states = await migrationStates(session, known);
  const pending = states.filter(({ appliedAt }) => appliedAt === null).map(({ name }) => name);
  if (pending.length === 0) return { state: 'current', pending };
  return { state: pending.length === known.length ? 'missing' : 'outdated', pending };
}

/** The one place that decides whether tierctl's own tables are read: an adopted database may lack them. */
async function hasProfiles(session: Session): Promise<boolean> {
  return (await listTables(session)).includes('tierctl.item_profile');
}

function schemaFindings({ state, pending }: SchemaState): Finding[] {
  if (state !== 'outdated') return [];
  return [
    {
      rule: 'schema-outdated',
      severity: 'error',
      where: { group: null, item: null },
      message: `the database lacks ${pending.join(', ')}`,
      why: 'Commands that need the newer tables refuse to run.',
      fix: 'tierctl migrate up',
    },
  ];
}
