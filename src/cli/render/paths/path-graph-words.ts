// What every picture of the path graph says of an item and of a path, in the same words.

import type { ItemReference } from '../../../domain/items/item.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Path } from '../../../domain/paths/path.ts';
import {
  defaultRounds,
  type PathCycle,
  writeRound,
  writeTermless,
} from '../../../domain/paths/path-cycles.ts';
import type { PathGraph, PathGraphNode } from '../../../domain/paths/path-graph.ts';
import { brokenAtBlanks } from '../prose.ts';
import { inEffect } from './path.ts';

/** The sign of a path that lies on a cycle of default paths. */
export const ROUND = '↺';

/** The longest line of a name in a diagram. */
const COLUMNS = 36;

export interface NodeFact {
  readonly text: string;
  /** Whether somebody may have to do something about it. */
  readonly bad: boolean;
}

/** `14 subscribed`, `term P3M`, `package`, `inactive`: what there is to say beside its name. */
export function nodeFacts({ activeSubscriptions, term, kind, active, item }: PathGraphNode): NodeFact[] {
  return [
    { text: `${activeSubscriptions} subscribed`, bad: false },
    ...(term === null ? [] : [{ text: `term ${term}`, bad: false }]),
    ...(kind === 'product' ? [] : [{ text: kind, bad: false }]),
    ...(active ? [] : [{ text: 'inactive', bad: true }]),
    ...(item.articleNumber === null ? [{ text: 'its row is gone', bad: true }] : []),
  ];
}

/** `default`, its window, its policy: whatever is not as usual. */
export function pathFacts(path: Path): string[] {
  return [
    ...(path.isDefault ? ['default'] : []),
    ...(path.effectiveFrom === null && path.effectiveUntil === null ? [] : [inEffect(path)]),
    ...(path.overLimit === 'block' ? [] : [`over the limit: ${path.overLimit}`]),
  ];
}

/** Whether a path lies on a cycle of default paths. Two paths that lead there and back are an ordinary pair otherwise. */
export function onCycle({ edges }: PathGraph): (path: Path) => boolean {
  const ids = new Set(defaultRounds(edges, () => true).flatMap((round) => round.map(({ id }) => id)));
  return ({ source, isDefault }) => isDefault && ids.has(source.id);
}

/** `A → B → A: moves once per term`, or why no run goes round. */
export function cycleWords({ round, items, withoutTerm, outcome }: PathCycle): string {
  const more = items.length > round.length ? ` and other ways round ${items.length} items` : '';
  const onRound = withoutTerm.filter((item) => round.some(({ id }) => id === item.id));
  const verdicts = {
    repeats: 'moves once per term',
    stops: `no run goes round, ${writeTermless(onRound)}`,
    'by-hand': 'no run goes round, not all of its paths are defaults',
  };
  return `${writeRound(round)}${more}: ${verdicts[outcome]}`;
}

/** What a picture is headed with. */
export function graphTitle({ item }: PathGraph): string {
  return item === null ? 'Upgrade paths' : `Upgrade paths around ${item.articleNumber}`;
}

/** A line for each thing there is to say in the box of an item. */
export function nodeLines(node: PathGraphNode): string[] {
  const { item } = node;
  const facts = nodeFacts(node).map(({ text }) => text);
  return [itemLabel(item), ...(item.name === null ? [] : [item.name]), facts.join(', ')];
}

/** A line for each thing there is to say beside the arrow of a path. */
export function pathLines(path: Path, isOnCycle: boolean): string[] {
  const facts = pathFacts(path).filter((fact) => fact !== 'default');
  return [`${path.name}${isOnCycle ? ` ${ROUND}` : ''}`, ...facts];
}

/** Long lines, broken at blanks: a box may be as high as it needs, and only so wide. */
export function broken(lines: readonly string[]): string[] {
  return lines.flatMap((line) => brokenAtBlanks(line, COLUMNS));
}

/** What nodes are called within a diagram: `item1`, `item2`; names may hold anything. */
export function nodeIds({ nodes }: PathGraph): (item: ItemReference) => string {
  const ids = new Map(nodes.map(({ item }, place) => [item.id, `item${place + 1}`]));
  return ({ id }) => ids.get(id) ?? 'item0';
}
