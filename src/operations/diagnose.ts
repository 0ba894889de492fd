import type { Session } from '../database/session.ts';
import { lintCatalogue } from '../domain/lint/lint-catalogue.ts';
import type { Finding } from '../domain/lint/rule.ts';
import { listLadders } from '../store/members.ts';
import { readAllParties } from '../store/parties.ts';

export interface Diagnosis {
  /** Engine and place of the database that answered. */
  readonly database: string;
  /** `missing`: there are the billing tables alone, which is enough for groups and members. */
  readonly schema: 'current' | 'missing';
  /** How much the rules looked at. */
  readonly checked: { readonly groups: number; readonly members: number };
  /** Errors first. */
  readonly findings: readonly Finding[];
}

/** Holds the catalogue against the rules, in a fixed number of queries. The billing tables are enough. */
export async function diagnose(session: Session, database: string): Promise<Diagnosis> {
  const ladders = await listLadders(session);
  const parties = await readAllParties(session);
  const schema = session.without?.tierctl === true ? 'missing' : 'current';
  return {
    database,
    schema,
    checked: {
      groups: ladders.length,
      members: ladders.reduce((sum, { members }) => sum + members.length, 0),
    },
    findings: lintCatalogue({ ladders, parties, itemsAreKept: schema === 'current' }),
  };
}
