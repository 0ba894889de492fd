interface Client {
  query(sql: string): Promise<unknown>;
}

/**
 * Where names without a schema are looked for: among what the server itself brings, then among this session's own
 * temporary tables. Whoever may create objects in another schema of the path can have an operator or a function there that
 * fits a statement better than the server's own, and runs with the rights of whoever sends it (CVE-2018-1058).
 */
export const SEARCH_PATH = 'pg_catalog, pg_temp';

/**
 * Dates are read as text, so the server must write them in the one way that tierctl reads, whatever DateStyle the
 * database, the role or PGOPTIONS has. A statement and no startup parameter: PgBouncer carries a DateStyle that was set
 * over to whichever connection serves a transaction, and refuses startup parameters that it does not know.
 */
export async function useIsoDates(client: Client): Promise<void> {
  await client.query(`set datestyle = 'ISO, YMD'`);
}

/** For a connection that is one session from beginning to end, and nobody else's. */
export async function pinSearchPath(client: Client): Promise<void> {
  await client.query(`set search_path = ${SEARCH_PATH}`);
}
