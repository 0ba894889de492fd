import { hasTierctlSchema, type Session } from '../../database/session.ts';
import type { Finding } from '../../domain/administration/lint/rule.ts';
import { lintCatalogue } from '../../domain/administration/lint/rules.ts';
import { flawOfId } from '../../domain/name-rule.ts';
import { streamUnusualIds } from '../../store/accounts/accounts.ts';
import { readLintedHoldings } from '../../store/administration/linted-holdings.ts';
import { readLintedPaths } from '../../store/administration/linted-paths.ts';
import { readAllItemFacts } from '../../store/groups/item-facts.ts';
import { listLadders } from '../../store/groups/members.ts';
import { findItems } from '../../store/items/items.ts';

export interface DiagnoseInput {
  /** `YYYY-MM-DD`: windows that ended before it are over. */
  readonly today: string;
}

export interface Diagnosis {
  /** `missing`: only the billing tables exist, which is enough for groups and members. */
  readonly schema: 'current' | 'missing';
  /** The number of objects that the rules checked. */
  readonly checked: { readonly groups: number; readonly members: number; readonly paths: number };
  /** Errors first. */
  readonly findings: readonly Finding[];
}

/**
 * Checks the catalogue against the rules in a fixed number of queries, and the ids of accounts that are not plain ASCII in
 * pages. The billing tables are enough for groups. Throws `config` (`compatibility-level`) if the database cannot be used at all.
 */
export async function diagnose(session: Session, { today }: DiagnoseInput): Promise<Diagnosis> {
  await session.dialect.requireFeatures(session.db);
  const ladders = await listLadders(session);
  const factsOf = await readAllItemFacts(session);
  const items = await findItems(session);
  const paths = await readLintedPaths(session);
  const oddAccounts = await findOddAccounts(session);
  const holdings = await readLintedHoldings(session, ladders);
  const readersWait = await session.dialect.readersWait(session.db);
  const schema = hasTierctlSchema(session) ? 'current' : 'missing';
  return {
    schema,
    checked: {
      groups: ladders.length,
      members: ladders.reduce((sum, { members }) => sum + members.length, 0),
      paths: paths.list.length,
    },
    findings: lintCatalogue({
      ladders,
      factsOf,
      items,
      oddAccounts,
      paths,
      holdings,
      readersWait,
      today,
      itemsAreKept: schema === 'current',
    }),
  };
}

/** The maximum number of names in one message. */
const NAMED = 10;

async function findOddAccounts(session: Session): Promise<{ first: string[]; total: number }> {
  const odd = { first: [] as string[], total: 0 };
  if (!hasTierctlSchema(session)) return odd;
  for await (const ids of streamUnusualIds(session)) {
    const those = ids.filter((id) => flawOfId(id) !== undefined);
    odd.first.push(...those.slice(0, NAMED - odd.first.length));
    odd.total += those.length;
  }
  return odd;
}
