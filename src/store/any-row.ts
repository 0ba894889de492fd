import { sql } from 'kysely';

/** What a query selects of which only the existence of rows matters. The builder gives every value a name. */
export const ANY_ROW = sql<number>`1`.as('one');
