import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Component } from '../../../domain/subscriptions/component.ts';
import type { ComponentResult } from '../../../operations/subscriptions/add-component.ts';
import type { EndComponentResult } from '../../../operations/subscriptions/end-component.ts';
import type { ListComponentsResult } from '../../../operations/subscriptions/list-components.ts';
import type { SetComponentResult } from '../../../operations/subscriptions/set-component.ts';
import { lines, type Printable, show } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { changedValueLines, valueList } from '../items/attribute-values.ts';
import { table } from '../table.ts';
import type { Terminal, View } from '../view.ts';

const COMPONENT_COLUMNS = [
  'number',
  'item.id',
  'item.articleNumber',
  'item.name',
  'status',
  'startDate',
  'endDate',
  'continues',
];

export function listedComponents({ subscription, components }: ListComponentsResult, today: string): View {
  return {
    json: { subscription, components },
    records: components,
    empty: `${subscription.address} has no components.`,
    text: (terminal) => componentTable(terminal, components, today),
    ...columnsOf(components),
  };
}

export function addedComponent(result: ComponentResult): View {
  return oneComponent(result, (terminal) => describe(terminal, 'New component', result));
}

export function endedComponent(result: EndComponentResult): View {
  const { subscription, component, started } = result;
  const headline = started ? 'Ended component' : 'Withdrawn component: it will not start';
  return {
    ...oneComponent(result, (terminal) => describe(terminal, headline, result)),
    json: { subscription, component, started },
  };
}

export function changedComponent({ subscription, component, before }: SetComponentResult): View {
  return oneComponent({ subscription, component }, (terminal) => {
    const headline = `${subscription.address} component ${component.number} (${itemLabel(component.item)})`;
    const changed = changedValueLines(terminal, before.attributes, component.attributes);
    return show`${terminal.paint.strong(headline)}\n${changed}`;
  });
}

/** The components of a subscription with their attributes. */
export function componentTable(
  terminal: Terminal,
  components: readonly Component[],
  today: string,
): Printable {
  const { paint } = terminal;
  return table(
    terminal,
    [
      { heading: 'component', align: 'right', cell: ({ number }) => number },
      { heading: 'product', cell: ({ item }) => itemLabel(item) },
      {
        heading: 'status',
        cell: (one) => (startsLater(one, today) ? 'starts later' : one.status),
        paint: (cell, one) =>
          one.status === 'active' && !startsLater(one, today) ? paint.good(cell) : paint.faint(cell),
      },
      { heading: 'start', cell: ({ startDate }) => startDate },
      { heading: 'end', cell: ({ endDate }) => endDate },
      { heading: 'attributes', cell: ({ attributes }) => valueList(attributes) },
    ],
    components,
  );
}

/** A component is active from the moment it is booked, also before its first day. */
function startsLater({ status, startDate }: Component, today: string): boolean {
  return status === 'active' && startDate > today;
}

function oneComponent({ subscription, component }: ComponentResult, text: View['text']): View {
  return { json: { subscription, component }, records: [component], text, ...columnsOf([component]) };
}

/** Attributes become columns of their own. */
function columnsOf(components: readonly Component[]): Pick<View, 'columns'> {
  const names = new Set(components.flatMap(({ attributes }) => Object.keys(attributes)));
  return { columns: [...COMPONENT_COLUMNS, ...[...names].sort().map((name) => `attributes.${name}`)] };
}

function describe(terminal: Terminal, headline: string, { subscription, component }: ComponentResult) {
  return lines([
    terminal.paint.strong(headline),
    details(terminal, [
      ['subscription', subscription.address],
      ['component', component.number],
      ['product', itemLabel(component.item)],
      ['start', component.startDate],
      ['end', component.endDate],
      ['attributes', valueList(component.attributes)],
    ]),
  ]);
}
