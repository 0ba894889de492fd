import type { ExtensionQuantity } from '../../../domain/items/extension.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { SetSubscriptionExtensionsResult } from '../../../operations/subscriptions/set-subscription-extensions.ts';
import { type Printable, sections, show } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';
import { usageTable } from './usage.ts';

export function changedExtensions(result: SetSubscriptionExtensionsResult): View {
  const { subscription, before, extensions, usage } = result;
  return {
    json: { subscription, extensions, usage },
    records: extensions,
    columns: ['item.id', 'item.articleNumber', 'item.name', 'quantity'],
    text: (terminal) => {
      const labels = [...new Set([...before, ...extensions].map(({ item }) => itemLabel(item)))].sort();
      const quantity = (those: readonly ExtensionQuantity[], label: string) =>
        those.find(({ item }) => itemLabel(item) === label)?.quantity;
      const changed = changes(
        terminal,
        labels.map((label) => [label, quantity(before, label), quantity(extensions, label)]),
      );
      const headline = show`${terminal.paint.strong(subscription.address)} (${itemLabel(subscription.item)})`;
      const now = usage.length === 0 ? null : usageTable(terminal, usage);
      return sections([show`${headline}\n${changed}`, now]);
    },
  };
}

/** The extensions of a subscription. */
export function extensionTable(terminal: Terminal, extensions: readonly ExtensionQuantity[]): Printable {
  return table(
    terminal,
    [
      { heading: 'extension', cell: ({ item }) => itemLabel(item) },
      { heading: 'quantity', align: 'right', cell: ({ quantity }) => quantity },
    ],
    extensions,
  );
}
