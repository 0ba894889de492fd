import { badAttributeName } from './problems.ts';
// How an attribute of a path's grid is written: `name` is one of the path's own source or destination, `PRODUCT:name` one
// of a product in that package (article number before the first colon).

/** An attribute of an end of a path, or of a product in it. */
export interface CatalogueAttribute {
  /** Article number. */
  readonly item: string;
  readonly attribute: string;
}

/** Reads `name` or `PRODUCT:name`; `own` is the article number that a bare name belongs to. Throws `usage` (`bad-attribute-name`). */
export function parseAttributeHolder(text: string, own: string): CatalogueAttribute {
  const at = text.indexOf(':');
  const item = at === -1 ? own : text.slice(0, at).trim();
  const attribute = text.slice(at + 1).trim();
  if (item === '' || attribute === '') throw badAttributeName(text);
  return { item, attribute };
}

/** As parseAttributeHolder reads it. */
export function writeAttributeHolder({ item, attribute }: CatalogueAttribute, own: string): string {
  return item === own && !attribute.includes(':') ? attribute : `${item}:${attribute}`;
}

/** One text for one attribute of one item. */
export function attributeKey({ item, attribute }: CatalogueAttribute): string {
  return `${item}:${attribute}`;
}
