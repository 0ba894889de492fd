import type { Session } from '../database/session.ts';
import { type NamedNoun, refuseSimilar, type TakenName } from '../domain/similar-name.ts';

/**
 * Until the transaction ends, no other transaction gives a new name to an object of these kinds. To call before names are
 * compared: else of two similar names that are given at the same time, each is compared without the other.
 */
export async function holdNames({ db, dialect }: Session, nouns: readonly NamedNoun[]): Promise<void> {
  // In one order, so that two transactions cannot wait for each other.
  await dialect.takeTurns(
    db,
    [...nouns].sort().map((noun) => `new name: ${noun}`),
  );
}

export interface NewName {
  readonly name: string;
  /** Whether it may look like the name of another object. */
  readonly allowSimilar: boolean | undefined;
  /** The id of the object that is to be renamed. */
  readonly except?: string;
}

/** Holds the names of this kind and compares the new one with them. Throws what refuseSimilar throws. */
export async function claimName(
  session: Session,
  noun: NamedNoun,
  { name, allowSimilar, except }: NewName,
): Promise<void> {
  await holdNames(session, [noun]);
  refuseSimilar(noun, name, await namesBeside(session, noun, name, except), allowSimilar === true);
}

/** All names of this kind, each with whether the server treats it as equal to the given one. */
async function namesBeside(
  session: Session,
  noun: NamedNoun,
  name: string,
  except: string | undefined,
): Promise<TakenName[]> {
  const rows: readonly NameRow[] = await session.db
    .selectFrom(namesOf(session, noun))
    .select((eb) => [
      'name',
      eb.case().when('name', '=', name).then(eb.lit(1)).else(eb.lit(0)).end().as('same'),
    ])
    .$if(except !== undefined, (query) => query.where('id', '<>', except ?? ''))
    .execute();
  return rows.flatMap(({ name: taken, same }) =>
    taken === null ? [] : [{ name: taken, isSame: same === 1 }],
  );
}

/** An adopted table may hold rows without a name. */
interface NameRow {
  readonly name: string | null;
  readonly same: number;
}

function namesOf({ db }: Session, noun: NamedNoun) {
  switch (noun) {
    case 'item':
      return db.selectFrom('billing.item').select(['id', 'article_number as name']).as('named');
    case 'group':
      return db.selectFrom('billing.upgrade_group').select(['id', 'name']).as('named');
    case 'path':
      return db.selectFrom('tierctl.path').select(['id', 'name']).as('named');
  }
}
