import type { Session } from '../../../src/database/session.ts';

/**
 * Once, right after a query of `session` has given a row that `seen` recognises, `act` happens. A Kysely plugin could not
 * do it: its results are awaited while the connection is taken.
 */
export function interleave(
  session: Session,
  seen: (row: Readonly<Record<string, unknown>>) => boolean,
  act: () => Promise<unknown>,
): Session {
  let happened = false;
  const executor = session.db.getExecutor();
  const executeQuery = executor.executeQuery.bind(executor);
  executor.executeQuery = async <Row>(...query: Parameters<typeof executeQuery>) => {
    const result = await executeQuery<Row>(...query);
    if (!happened && result.rows.some((row) => seen(row as Readonly<Record<string, unknown>>))) {
      happened = true;
      await act();
    }
    return result;
  };
  return session;
}
