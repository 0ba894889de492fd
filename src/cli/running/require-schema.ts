import type { Session } from '../../database/session.ts';

/**
 * What a command requires: `current`, the schema of this version of the program; `billing`, that or only the billing
 * tables; `any`, nothing.
 */
export type RequiredSchema = 'current' | 'billing' | 'any';

/**
 * The session to work with; it knows which tables the database lacks. Throws `config` if a required table is missing.
 */
export async function requireSchema(session: Session, schema: RequiredSchema = 'current'): Promise<Session> {
  if (schema === 'any') return session;
  const [{ requireBillingTables, requireCurrentSchema }, { migrations }] = await Promise.all([
    import('../../database/required-schema.ts'),
    import('../../../migrations/list.ts'),
  ]);
  if (schema === 'current') {
    await requireCurrentSchema(session, migrations);
    return session;
  }
  const without = await requireBillingTables(session, migrations);
  return without === undefined ? session : { ...session, without };
}
