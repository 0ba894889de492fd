interface Client {
  query(sql: string): Promise<unknown>;
}

/**
 * Where names without a schema are resolved: first the server's own objects, then this session's temporary tables. A user
 * who may create objects in another schema of the path could add an operator or a function that fits a statement better
 * than the server's own, and that runs with the rights of the sender of the statement (CVE-2018-1058).
 */
export const SEARCH_PATH = 'pg_catalog, pg_temp';

/**
 * Dates are read as text, so the server must write them in the format that tierctl reads, regardless of the DateStyle of
 * the database, the role or PGOPTIONS. Set by a statement, not by a startup parameter: PgBouncer copies a set DateStyle
 * to the connection that serves a transaction, and refuses unknown startup parameters.
 */
export async function useIsoDates(client: Client): Promise<void> {
  await client.query(`set datestyle = 'ISO, YMD'`);
}

/** For a connection that is one exclusive session from beginning to end. */
export async function pinSearchPath(client: Client): Promise<void> {
  await client.query(`set search_path = ${SEARCH_PATH}`);
}
