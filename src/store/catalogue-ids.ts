import type { Session } from '../database/session.ts';

/** The UUIDs under which a catalogue is stored, by article number and by path name. */
export interface CatalogueIds {
  readonly items: ReadonlyMap<string, string>;
  readonly paths: ReadonlyMap<string, string>;
}

/** The id that goes by `name`. */
export function idOf(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`"${name}" was not checked against the catalogue`);
  return id;
}

export async function readCatalogueIds({ db }: Session): Promise<CatalogueIds> {
  const items = await db.selectFrom('billing.item').select(['id', 'article_number']).execute();
  const paths = await db.selectFrom('tierctl.path').select(['id', 'name']).execute();
  return {
    items: new Map(items.map((row) => [row.article_number, row.id])),
    paths: new Map(paths.map((row) => [row.name, row.id])),
  };
}
