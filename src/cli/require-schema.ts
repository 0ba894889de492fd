import type { Session } from '../database/session.ts';

/** Throws `config` unless the schema is the one this program was made for; `any` lets everything pass. */
export async function requireSchema(session: Session, schema: 'current' | 'any' = 'current'): Promise<void> {
  if (schema === 'any') return;
  const [{ requireCurrentSchema }, { migrations }] = await Promise.all([
    import('../database/migrator.ts'),
    import('../../migrations/list.ts'),
  ]);
  await requireCurrentSchema(session, migrations);
}
