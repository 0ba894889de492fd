import type { Session } from '../../database/session.ts';
import type { MappedAttributes } from '../../domain/paths/mapped-attributes.ts';
import { readAttribute } from './item-attributes.ts';
import { itemReference } from './item-reference.ts';

/** The mappings of all paths from or to attributes of the item, by path and destination attribute. */
export async function listMappedAttributes({ db }: Session, itemId: string): Promise<MappedAttributes[]> {
  const rows = await db
    .selectFrom('tierctl.path_attribute as a')
    .innerJoin('tierctl.path as p', 'p.id', 'a.path_id')
    .innerJoin('tierctl.item_attribute as s', (join) =>
      join.onRef('s.item_id', '=', 'a.source_item_id').onRef('s.name', '=', 'a.source_attribute'),
    )
    .innerJoin('tierctl.item_attribute as d', (join) =>
      join.onRef('d.item_id', '=', 'a.destination_item_id').onRef('d.name', '=', 'a.destination_attribute'),
    )
    .leftJoin('billing.item as si', 'si.id', 'a.source_item_id')
    .leftJoin('billing.item as di', 'di.id', 'a.destination_item_id')
    .where(({ or, eb }) =>
      or([eb('a.source_item_id', '=', itemId), eb('a.destination_item_id', '=', itemId)]),
    )
    .select([
      'p.name as path',
      's.item_id as source_id',
      'si.article_number as source_article_number',
      'si.name as source_item',
      's.name as source_name',
      's.type as source_type',
      's.required as source_required',
      's.default_value as source_default',
      's.choices as source_choices',
      'd.item_id as destination_id',
      'di.article_number as destination_article_number',
      'di.name as destination_item',
      'd.name as destination_name',
      'd.type as destination_type',
      'd.required as destination_required',
      'd.default_value as destination_default',
      'd.choices as destination_choices',
    ])
    .orderBy('p.name')
    .orderBy('d.name')
    .execute();
  return rows.map((row) => ({
    path: row.path,
    source: {
      item: itemReference(row.source_id, row.source_article_number, row.source_item),
      attribute: readAttribute({
        name: row.source_name,
        type: row.source_type,
        required: row.source_required,
        default_value: row.source_default,
        choices: row.source_choices,
      }),
    },
    destination: {
      item: itemReference(row.destination_id, row.destination_article_number, row.destination_item),
      attribute: readAttribute({
        name: row.destination_name,
        type: row.destination_type,
        required: row.destination_required,
        default_value: row.destination_default,
        choices: row.destination_choices,
      }),
    },
  }));
}
