import type { ItemAttribute } from '../../../domain/items/item-attribute.ts';
import type { ItemSummary } from '../../../domain/items/item-details.ts';
import { formatRenewalPeriod } from '../../../domain/items/renewal-period.ts';
import type { CreateItemResult } from '../../../operations/items/create-item.ts';
import type { ItemChange } from '../../../operations/items/edit-item.ts';
import type { ListItemsResult } from '../../../operations/items/list-items.ts';
import type { ShownItem } from '../../../operations/items/read-item.ts';
import type { ShowItemResult } from '../../../operations/items/show-item.ts';
import { type Printable, sections, show } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import { details } from '../details.ts';
import { flagsInWords } from '../groups/member.ts';
import { table } from '../table.ts';
import { effectText } from '../transitions/catalogue-effect.ts';
import type { Terminal, View } from '../view.ts';
import { productChanges, productTable } from './item-products.ts';
import { serviceChanges, serviceTables } from './item-services.ts';

const ITEM_COLUMNS = [
  'id',
  'articleNumber',
  'name',
  'kind',
  'active',
  'term',
  'defaultPath',
  'renewalPeriods',
];

export function createdItem({ item, created }: CreateItemResult): View {
  return {
    json: { created, item },
    records: [item],
    columns: ITEM_COLUMNS,
    text: (terminal) =>
      show`${terminal.paint.strong(created ? 'New item' : 'Existing item')}\n${describe(terminal, item)}`,
  };
}

export function listedItems({ items }: ListItemsResult): View {
  return {
    json: { items },
    records: items,
    columns: ITEM_COLUMNS,
    empty: 'No items. Create one: tierctl item create ARTICLE --name NAME',
    text: (terminal) =>
      table(
        terminal,
        [
          { heading: 'article', cell: (item) => terminal.paint.strong(item.articleNumber) },
          { heading: 'name', cell: ({ name }) => name },
          { heading: 'kind', cell: ({ kind }) => kind },
          { heading: 'active', cell: (item) => active(terminal, item) },
          { heading: 'term', cell: ({ term }) => term },
          { heading: 'renews every', cell: renewal },
          { heading: 'default path', cell: ({ defaultPath }) => defaultPath },
        ],
        items,
      ),
  };
}

export function shownItem({ item }: ShowItemResult): View {
  return {
    json: { item },
    records: [item],
    columns: ITEM_COLUMNS,
    text: (terminal) => describe(terminal, item),
  };
}

export function changedItem({ before, item, effect }: ItemChange): View {
  return {
    json: { item, effect },
    records: [item],
    columns: ITEM_COLUMNS,
    text: (terminal) => {
      const yesNo = (one: ShownItem) => (one.active ? 'yes' : 'no');
      const names = [...new Set([...before.attributes, ...item.attributes].map(({ name }) => name))].sort();
      const changed = show`${terminal.paint.strong(item.articleNumber)}\n${changes(terminal, [
        ['name', before.name, item.name],
        ['kind', before.kind, item.kind],
        ['active', yesNo(before), yesNo(item)],
        ['term', before.term, item.term],
        ['renews every', renewal(before), renewal(item)],
        ...names.map(
          (name) => [`attribute ${name}`, attributeOf(before, name), attributeOf(item, name)] as const,
        ),
        ...productChanges(before, item),
        ...serviceChanges(before, item),
      ])}`;
      return sections([changed, effectText(terminal, effect)]);
    },
  };
}

function describe(terminal: Terminal, item: ShownItem): Printable {
  const parts = [
    details(terminal, [
      ['article', terminal.paint.strong(item.articleNumber)],
      ['name', item.name],
      ['id', item.id],
      ['kind', item.kind],
      ['active', active(terminal, item)],
      ['term', item.term],
      ['renews every', renewal(item)],
      ['default path', item.defaultPath],
    ]),
  ];
  if (item.attributes.length > 0) parts.push(attributeTable(terminal, item.attributes));
  if (item.products.length > 0) parts.push(productTable(terminal, item.products));
  parts.push(...serviceTables(terminal, item));
  if (item.groups.length > 0) parts.push(groupTable(terminal, item));
  return sections(parts);
}

function attributeTable(terminal: Terminal, attributes: readonly ItemAttribute[]): Printable {
  return table(
    terminal,
    [
      { heading: 'attribute', cell: ({ name }) => name },
      { heading: 'type', cell: ({ type }) => type },
      { heading: 'required', cell: ({ required }) => (required ? 'yes' : 'no') },
      { heading: 'default', cell: ({ defaultValue }) => defaultValue },
      { heading: 'choices', cell: ({ choices }) => choices?.join(', ') },
    ],
    attributes,
  );
}

function groupTable(terminal: Terminal, { groups }: ShownItem): Printable {
  return table(
    terminal,
    [
      { heading: 'in group', cell: ({ group }) => group.name },
      { heading: 'level', align: 'right', cell: ({ level }) => level },
      { heading: 'flags', cell: flagsInWords },
    ],
    groups,
  );
}

function active({ paint }: Terminal, item: ItemSummary): Printable {
  return item.active ? paint.good('yes') : paint.warning('no');
}

function renewal({ renewalPeriods }: ItemSummary): string {
  return renewalPeriods.map(formatRenewalPeriod).join(', ');
}

function attributeOf({ attributes }: ShownItem, wanted: string): string | null {
  const attribute = attributes.find(({ name }) => name === wanted);
  if (attribute === undefined) return null;
  const { type, choices, required, defaultValue } = attribute;
  return [
    choices === null ? type : `${type} of ${choices.join(', ')}`,
    ...(required ? ['required'] : []),
    ...(defaultValue === null ? [] : [`default ${JSON.stringify(defaultValue)}`]),
  ].join('; ');
}
