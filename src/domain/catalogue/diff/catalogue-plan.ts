/** The changes, in the order in which they are shown. */
export interface CataloguePlan {
  readonly changes: readonly CatalogueChange[];
  /** Rows within objects of the file that the file does not name and that are kept. */
  readonly unlisted: readonly UnlistedPart[];
}

export type ChangeAction = 'add' | 'change' | 'remove';

/** An object that differs from the file. */
export interface CatalogueChange {
  readonly action: 'add' | 'change';
  readonly type: 'item' | 'group' | 'path';
  /** Article number or name. */
  readonly name: string;
  readonly fields: readonly FieldChange[];
  readonly parts: readonly PartChange[];
}

/** Values as the file would write them; null for none. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export type PartType =
  | 'attribute'
  | 'renewal'
  | 'service'
  | 'extension'
  | 'product'
  | 'member'
  | 'mapping'
  | 'product mapping';

/** A row that belongs to an object: a member of a group, an attribute of an item. */
export interface PartChange {
  readonly action: ChangeAction;
  readonly type: PartType;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface UnlistedPart {
  readonly of: { readonly type: 'group' | 'path'; readonly name: string };
  readonly type: PartType;
  readonly name: string;
  readonly value: string;
}

/** Whether it concerns what customers may switch between. */
export function touchesGroups({ changes }: CataloguePlan): boolean {
  return changes.some(({ type }) => type === 'group');
}
