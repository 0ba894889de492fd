import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Balance } from '../../../domain/subscriptions/fit.ts';
import type { Subscription } from '../../../domain/subscriptions/subscription.ts';
import type { SetUsageResult } from '../../../operations/subscriptions/set-usage.ts';
import type { ShowUsageResult } from '../../../operations/subscriptions/show-usage.ts';
import { type Printable, sections, show } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';

// With the subscription, so that the output for several can be joined and imported.
const USAGE_COLUMNS = ['account', 'number', 'service', 'usage', 'limit', 'short'];

export function shownUsage({ subscription, usage }: ShowUsageResult): View {
  return {
    json: { subscription, usage },
    records: recordsOf(subscription, usage),
    columns: USAGE_COLUMNS,
    empty: `${subscription.address} has no usage, and ${itemLabel(subscription.item)} has no limits.`,
    text: (terminal) => show`${headline(terminal, subscription)}\n${usageTable(terminal, usage)}`,
  };
}

export function changedUsage({ subscription, before, usage }: SetUsageResult): View {
  return {
    json: { subscription, usage },
    records: recordsOf(subscription, usage),
    columns: USAGE_COLUMNS,
    text: (terminal) => {
      const services = [...new Set([...before, ...usage].map(({ service }) => service))].sort();
      const used = (those: readonly Balance[], wanted: string) =>
        those.find(({ service }) => service === wanted)?.usage ?? 0;
      const changed = changes(
        terminal,
        services.map((service) => [service, used(before, service), used(usage, service)]),
      );
      const now = usage.length === 0 ? null : usageTable(terminal, usage);
      return sections([show`${headline(terminal, subscription)}\n${changed}`, now]);
    },
  };
}

function recordsOf({ account, number }: Subscription, usage: readonly Balance[]): readonly object[] {
  return usage.map((balance) => ({ account, number, ...balance }));
}

export function usageTable(terminal: Terminal, usage: readonly Balance[]): Printable {
  const { bad } = terminal.paint;
  return table(
    terminal,
    [
      { heading: 'service', cell: ({ service }) => service },
      { heading: 'usage', align: 'right', cell: ({ usage: used }) => used },
      { heading: 'limit', align: 'right', cell: ({ limit }) => limit },
      { heading: 'over', align: 'right', cell: ({ short }) => (short === 0 ? null : bad(String(short))) },
    ],
    usage,
  );
}

function headline({ paint }: Terminal, { address, item }: Subscription): Printable {
  return show`${paint.strong(address)} (${itemLabel(item)})`;
}
