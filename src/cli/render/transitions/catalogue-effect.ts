import { itemLabel } from '../../../domain/items/item-label.ts';
import type { CatalogueEffect, InactiveHolding } from '../../../domain/transitions/catalogue-effect.ts';
import { STAY_REASONS } from '../../../domain/transitions/transition.ts';
import { counted, formatCount } from '../../../domain/wording.ts';
import { lines, type Printable, sections } from '../../safe-text/printable.ts';
import { table } from '../table.ts';
import type { Terminal } from '../view.ts';
import { takenTable } from './taken-away.ts';

/** The effect of a catalogue change on existing subscriptions; empty without any. */
export function effectText(
  terminal: Terminal,
  { stranded, takesMore, inactive }: CatalogueEffect,
): Printable {
  return sections([
    strandedTable(terminal, stranded),
    takenTable(terminal, { byPath: takesMore }, 'also taken away'),
    inactiveLines(terminal, inactive),
  ]);
}

function strandedTable(
  terminal: Terminal,
  { total, byReason, subscriptions }: CatalogueEffect['stranded'],
): Printable | null {
  if (total === 0) return null;
  const { paint } = terminal;
  const counts = table(
    terminal,
    [
      {
        heading: 'will not move',
        align: 'right',
        cell: ({ count }) => paint.warning(formatCount(count)),
      },
      { heading: 'to', cell: ({ item }) => itemLabel(item) },
      { heading: 'through', cell: ({ path }) => path ?? 'a change by hand' },
      { heading: 'because', cell: ({ reason }) => STAY_REASONS[reason] },
    ],
    byReason,
  );
  const listed = subscriptions.map(({ account, number, dueOn }) => `${account}/${number} on ${dueOn}`);
  const more = total > listed.length ? `, and ${formatCount(total - listed.length)} more` : '';
  return lines([counts, paint.faint(`they were due to move: ${listed.join(', ')}${more}`)]);
}

function inactiveLines({ paint }: Terminal, inactive: readonly InactiveHolding[]): Printable {
  return lines(
    inactive.map((one) =>
      paint.warning(`${itemLabel(one.item)} becomes inactive and stays with ${holdersInWords(one)}`),
    ),
  );
}

function holdersInWords({ subscriptions, components, extended }: InactiveHolding): string {
  return [
    ...(subscriptions === 0 ? [] : [counted(subscriptions, 'active subscription')]),
    ...(components === 0 ? [] : [counted(components, 'component')]),
    ...(extended === 0 ? [] : [`${counted(extended, 'subscription')} with this extension`]),
  ].join(', ');
}
