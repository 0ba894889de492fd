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
