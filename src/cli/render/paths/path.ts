import { commandLine } from '../../../domain/command-line.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { MappedPath, Path } from '../../../domain/paths/path.ts';
import { counted } from '../../../domain/wording.ts';
import type { AssignPathResult } from '../../../operations/paths/assign-path.ts';
import type { CreatePathResult } from '../../../operations/paths/create-path.ts';
import type { DeletePathResult } from '../../../operations/paths/delete-path.ts';
import type { ListPathsResult } from '../../../operations/paths/list-paths.ts';
import type { MapPathResult } from '../../../operations/paths/map-path.ts';
import type { PathTaking } from '../../../operations/paths/read-losses.ts';
import type { ShowPathResult } from '../../../operations/paths/show-path.ts';
import type { UpdatePathResult } from '../../../operations/paths/update-path.ts';
import { type Printable, sections, show, type Text } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import { details } from '../details.ts';
import { numberAndName } from '../item-words.ts';
import { table } from '../table.ts';
import { effectText } from '../transitions/catalogue-effect.ts';
import { transitionTable } from '../transitions/history.ts';
import { takenTable } from '../transitions/taken-away.ts';
import type { Terminal, View } from '../view.ts';
import { lossLines } from './path-losses.ts';
import { gridChanges, gridTable, mappingTable, productTable, warningLines } from './path-mapping.ts';

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

export function createdPath({ path, created, warnings, takesAway }: CreatePathResult): View {
  return {
    json: { created, path, warnings, takesAway },
    records: [path],
    columns: PATH_COLUMNS,
    text: (terminal) => {
      const assign = `To make it the default: ${commandLine`tierctl path assign ${itemLabel(path.source)} ${path.name}`}`;
      return sections([
        show`${terminal.paint.strong(created ? 'New path' : 'Existing path')}\n${describe(terminal, path)}`,
        ...gridTables(terminal, path),
        lossLines(terminal, path, takesAway),
        warningLines(terminal, warnings),
        created ? terminal.paint.faint(assign) : '',
      ]);
    },
  };
}

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
        describe(terminal, path),
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

export function updatedPath({ before, path, takesAway, held, effect }: UpdatePathResult): View {
  return {
    json: { path, takesAway, held, effect },
    records: [path],
    columns: PATH_COLUMNS,
    text: (terminal) =>
      sections([
        show`${terminal.paint.strong(before.name)}\n${changes(terminal, [
          ['name', before.name, path.name],
          ['in effect', inEffect(before), inEffect(path)],
          ['over the limit', before.overLimit, path.overLimit],
          ['description', before.description, path.description],
        ])}`,
        ...takingTexts(terminal, path, { takesAway, held }),
        effectText(terminal, effect),
      ]),
  };
}

export function mappedPath({ before, path, warnings, takesAway, held, effect }: MapPathResult): View {
  return {
    json: { path, warnings, takesAway, held, effect },
    records: [path],
    columns: PATH_COLUMNS,
    text: (terminal) =>
      sections([
        show`${terminal.paint.strong(path.name)}\n${changes(terminal, gridChanges(before, path))}`,
        ...takingTexts(terminal, path, { takesAway, held }),
        effectText(terminal, effect),
        warningLines(terminal, warnings),
      ]),
  };
}

export function deletedPath({ path }: DeletePathResult): View {
  return {
    json: { path },
    records: [path],
    columns: PATH_COLUMNS,
    text: (terminal) =>
      sections([
        show`${terminal.paint.strong('Path to delete')}\n${describe(terminal, path)}`,
        ...gridTables(terminal, path),
      ]),
  };
}

export function assignedPath({ item, path, previous, taking, effect }: AssignPathResult): View {
  const { takesAway, held } = taking ?? { takesAway: null, held: [] };
  return {
    json: { item, path, previous, takesAway, held, effect },
    records: [{ item, path: path?.name ?? null, previous: previous?.name ?? null }],
    text: (terminal) =>
      sections([
        show`${terminal.paint.strong(item.articleNumber)}\n${changes(terminal, [
          ['default path', previous?.name, path?.name],
          ['leads to', destinationOf(previous), destinationOf(path)],
        ])}`,
        ...(path === null || taking === null ? [] : takingTexts(terminal, path, taking)),
        effectText(terminal, effect),
      ]),
  };
}

/** What a path takes away by its nature, and what those who follow it hold of that. */
function takingTexts(terminal: Terminal, path: Path, { takesAway, held }: PathTaking): Printable[] {
  return [
    lossLines(terminal, path, takesAway),
    takenTable(terminal, { byPath: held }, 'held, and taken away'),
  ];
}

function describe(terminal: Terminal, path: Path): Printable {
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

/** `upgrade: Hosting 1 → 2, Support 5 = 5`. A ladder on which the two are level says nothing. */
function directionWords({ direction, ladders }: ShowPathResult): string {
  const said = ladders.map(({ group, from, to }) => `${group.name} ${from} ${from === to ? '=' : '→'} ${to}`);
  return said.length === 0 ? `${direction}: no group holds both` : `${direction}: ${said.join(', ')}`;
}

function gridTables(terminal: Terminal, path: MappedPath): Text[] {
  return [productTable(terminal, path, path.products), mappingTable(terminal, path)];
}

function destinationOf(path: Path | null): string | undefined {
  return path === null ? undefined : itemLabel(path.destination);
}
