import type { ItemReference } from '../../../domain/items/item.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import { writeAttributeHolder } from '../../../domain/paths/attribute-holder.ts';
import {
  type TakenAway,
  type TakenCount,
  type TakenInAll,
  takesNothing,
} from '../../../domain/transitions/taken-away.ts';
import { formatCount } from '../../../domain/wording.ts';
import { type Printable, printable } from '../../safe-text/printable.ts';
import { type Column, table } from '../table.ts';
import type { Terminal } from '../view.ts';

/** The members of a transition's `takenAway` as CSV columns. */
export const TAKEN_COLUMNS = [
  'takenAway.endDate',
  'takenAway.extensions',
  'takenAway.components',
  'takenAway.attributes',
];

/** `end date 2027-12-31, 2 × MAIL-PACK, 1 × MAILBOX, attribute contact`; empty without any. `own` is the item of the predecessor. */
export function takenWords(
  { endDate, extensions, components, attributes }: TakenAway,
  own: ItemReference,
): string {
  return [
    ...(endDate === null ? [] : [`end date ${endDate}`]),
    ...extensions.map(({ item, quantity }) => `${quantity} × ${itemLabel(item)}`),
    ...components.map(({ item, count }) => `${count} × ${itemLabel(item)}`),
    ...attributes.map(({ item, attribute, count }) => {
      const name = writeAttributeHolder({ item: itemLabel(item), attribute }, itemLabel(own));
      return `attribute ${name}${count === 1 ? '' : ` (${count})`}`;
    }),
  ].join(', ');
}

interface Moved {
  readonly from: { readonly item: ItemReference };
  readonly takenAway: TakenAway;
}

/** A column with what each transition took away; left out if nothing was. */
export function takenColumn<Row extends Moved>({ paint }: Terminal, rows: readonly Row[]): Column<Row>[] {
  if (rows.every(({ takenAway }) => takesNothing(takenAway))) return [];
  return [
    {
      heading: 'taken away',
      cell: ({ takenAway, from }) => takenWords(takenAway, from.item) || ' ',
      paint: (cell) => paint.warning(cell),
    },
  ];
}

/** What is taken away from all of them, by path; empty without any. */
export function takenTable(
  terminal: Terminal,
  { byPath }: Pick<TakenInAll, 'byPath'>,
  heading = 'taken away',
): Printable {
  if (byPath.length === 0) return printable('');
  return table(
    terminal,
    [
      { heading, cell: (row) => terminal.paint.warning(kindAndName(row)) },
      { heading: 'path', cell: ({ path }) => path },
      { heading: 'subscriptions', align: 'right', cell: (row) => formatCount(row.subscriptions) },
      { heading: 'total', align: 'right', cell: (row) => formatCount(row.quantity) },
    ],
    byPath,
  );
}

function kindAndName({ what, item, attribute }: TakenCount): string {
  if (item === null) return 'end date';
  return `${what} ${itemLabel(item)}${attribute === null ? '' : `:${attribute}`}`;
}
