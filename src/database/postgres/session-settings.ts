interface Client {
  query(sql: string): Promise<unknown>;
}

/**
 * Dates are read as text, so the server must write them in the one way that tierctl reads, whatever DateStyle the
 * database, the role or PGOPTIONS has. A statement and no startup parameter: PgBouncer carries a DateStyle that was set
 * over to whichever connection serves a transaction, and refuses startup parameters that it does not know.
 */
export async function useIsoDates(client: Client): Promise<void> {
  await client.query(`set datestyle = 'ISO, YMD'`);
}
