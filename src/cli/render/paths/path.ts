import { commandLine } from '../../../domain/command-line.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { MappedPath, Path } from '../../../domain/paths/path.ts';
import { counted } from '../../../domain/wording.ts';
import type { ListPathsResult } from '../../../operations/paths/list-paths.ts';
import type { ShowPathResult } from '../../../operations/paths/show-path.ts';
import { type Printable, sections, type Text } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { numberAndName } from '../item-words.ts';
import { table } from '../table.ts';
import { transitionTable } from '../transitions/history.ts';
import type { Terminal, View } from '../view.ts';
import { takingTexts } from './path-losses.ts';
import { gridTable, mappingTable, productTable } from './path-mapping.ts';

export const PATH_COLUMNS = [
  'id',
  'name',
  'source.id',
  'source.articleNumber',
  'source.name',
  'destination.id',
  'destination.articleNumber',
  'destination.name',
  'effectiveFrom',
  'effectiveUntil',
  'overLimit',
  'description',
  'isDefault',
];

export function listedPaths({ paths }: ListPathsResult): View {
  return {
    json: { paths },
    records: paths,
    columns: PATH_COLUMNS,
    empty: 'No paths. Create one: tierctl path create NAME --source ITEM --destination ITEM',
    text: (terminal) =>
      table(
        terminal,
        [
          { heading: 'path', cell: ({ name }) => terminal.paint.strong(name) },
          { heading: 'source', cell: ({ source }) => itemLabel(source) },
          { heading: 'destination', cell: ({ destination }) => itemLabel(destination) },
          { heading: 'in effect', cell: inEffect },
          { heading: 'default', cell: ({ isDefault }) => (isDefault ? terminal.paint.good('yes') : 'no') },
          { heading: 'description', cell: ({ description }) => description },
        ],
        paths,
      ),
  };
}

export function shownPath(result: ShowPathResult): View {
  const {
    path,
    grid,
    productGrid,
    direction,
    ladders,
    takesAway,
    held,
    transitionCount,
    overrideCount,
    latest,
  } = result;
  return {
    json: {
      path,
      grid,
      productGrid,
      direction,
      ladders,
      takesAway,
      held,
      transitionCount,
      overrideCount,
      latest,
    },
    records: [path],
    columns: PATH_COLUMNS,
    text: (terminal) =>
      sections([
        describePath(terminal, path),
        details(terminal, [
          ['direction', directionWords(result)],
          ['overrides the default of', counted(overrideCount, 'active subscription')],
          ['moved', counted(transitionCount, 'subscription')],
        ]),
        productTable(terminal, path, productGrid),
        gridTable(terminal, path, grid),
        ...takingTexts(terminal, path, { takesAway, held }),
        latest.length === 0 ? '' : transitionTable(terminal, latest),
        transitionCount > latest.length
          ? terminal.paint.faint(
              `The last ${latest.length}. All: ${commandLine`tierctl history --path ${path.name}`}`,
            )
          : '',
      ]),
  };
}

/** Everything about a path but its grids. */
export function describePath(terminal: Terminal, path: Path): Printable {
  return details(terminal, [
    ['name', terminal.paint.strong(path.name)],
    ['id', path.id],
    ['source', numberAndName(path.source)],
    ['destination', numberAndName(path.destination)],
    ['in effect', inEffect(path)],
    ['default', path.isDefault ? `of ${itemLabel(path.source)}` : 'no'],
    ['over the limit', path.overLimit],
    ['description', path.description],
  ]);
}

/** Both ends are included. */
export function inEffect({ effectiveFrom, effectiveUntil }: Path): string {
  if (effectiveFrom === null) return effectiveUntil === null ? 'always' : `until ${effectiveUntil}`;
  return effectiveUntil === null ? `from ${effectiveFrom}` : `${effectiveFrom} to ${effectiveUntil}`;
}

/** `upgrade: Hosting 1 → 2, Support 5 = 5`. A group with both on the same level does not decide. */
function directionWords({ direction, ladders }: ShowPathResult): string {
  const said = ladders.map(({ group, from, to }) => `${group.name} ${from} ${from === to ? '=' : '→'} ${to}`);
  return said.length === 0 ? `${direction}: no group contains both` : `${direction}: ${said.join(', ')}`;
}

/** What it carries over. */
export function gridTables(terminal: Terminal, path: MappedPath): Text[] {
  return [productTable(terminal, path, path.products), mappingTable(terminal, path)];
}
