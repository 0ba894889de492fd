// The words for items and paths, shared by all pictures of the path graph.

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

/** The sign of a path on a cycle of default paths. */
export const ROUND = '↺';

/** The longest line of a name in a diagram. */
const COLUMNS = 36;

export interface NodeFact {
  readonly text: string;
  /** Whether it may need attention. */
  readonly bad: boolean;
}

/** `14 subscribed`, `term P3M`, `package`, `inactive`: the facts beside its name. */
export function nodeFacts({ activeSubscriptions, term, kind, active, item }: PathGraphNode): NodeFact[] {
  return [
    { text: `${activeSubscriptions} subscribed`, bad: false },
    ...(term === null ? [] : [{ text: `term ${term}`, bad: false }]),
    ...(kind === 'product' ? [] : [{ text: kind, bad: false }]),
    ...(active ? [] : [{ text: 'inactive', bad: true }]),
    ...(item.articleNumber === null ? [{ text: 'its row is missing', bad: true }] : []),
  ];
}

/** `default`, its window, its policy: everything that differs from the usual. */
export function pathFacts(path: Path): string[] {
  return [
    ...(path.isDefault ? ['default'] : []),
    ...(path.effectiveFrom === null && path.effectiveUntil === null ? [] : [inEffect(path)]),
    ...(path.overLimit === 'block' ? [] : [`over the limit: ${path.overLimit}`]),
  ];
}

/** Whether a path is on a cycle of default paths. Otherwise two paths in opposite directions are an ordinary pair. */
export function onCycle({ edges }: PathGraph): (path: Path) => boolean {
  const ids = new Set(defaultRounds(edges, () => true).flatMap((round) => round.map(({ id }) => id)));
  return ({ source, isDefault }) => isDefault && ids.has(source.id);
}

/** `A → B → A: moves once per term`, or why runs do not go round. */
export function cycleWords({ round, items, withoutTerm, outcome }: PathCycle): string {
  const more = items.length > round.length ? ` and other cycles through ${items.length} items` : '';
  const onRound = withoutTerm.filter((item) => round.some(({ id }) => id === item.id));
  const verdicts = {
    repeats: 'moves once per term',
    stops: `runs stop: ${writeTermless(onRound)}`,
    'by-hand': 'runs do not go round: not all of its paths are defaults',
  };
  return `${writeRound(round)}${more}: ${verdicts[outcome]}`;
}

/** The title of a picture. */
export function graphTitle({ item }: PathGraph): string {
  return item === null ? 'Upgrade paths' : `Upgrade paths around ${item.articleNumber}`;
}

/** The lines in the box of an item. */
export function nodeLines(node: PathGraphNode): string[] {
  const { item } = node;
  const facts = nodeFacts(node).map(({ text }) => text);
  return [itemLabel(item), ...(item.name === null ? [] : [item.name]), facts.join(', ')];
}

/** The lines beside the arrow of a path. */
export function pathLines(path: Path, isOnCycle: boolean): string[] {
  const facts = pathFacts(path).filter((fact) => fact !== 'default');
  return [`${path.name}${isOnCycle ? ` ${ROUND}` : ''}`, ...facts];
}

/** Long lines, broken at blanks: the width of a box is limited, its height is not. */
export function broken(lines: readonly string[]): string[] {
  return lines.flatMap((line) => brokenAtBlanks(line, COLUMNS));
}

/** The ids of nodes within a diagram: `item1`, `item2`; names may contain any character. */
export function nodeIds({ nodes }: PathGraph): (item: ItemReference) => string {
  const ids = new Map(nodes.map(({ item }, place) => [item.id, `item${place + 1}`]));
  return ({ id }) => ids.get(id) ?? 'item0';
}
