import { commandLine } from '../../../domain/command-line.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import type { Path } from '../../../domain/paths/path.ts';
import type { AssignPathResult } from '../../../operations/paths/assign-path.ts';
import type { CreatePathResult } from '../../../operations/paths/create-path.ts';
import type { DeletePathResult } from '../../../operations/paths/delete-path.ts';
import type { MapPathResult } from '../../../operations/paths/map-path.ts';
import type { UpdatePathResult } from '../../../operations/paths/update-path.ts';
import { sections, show } from '../../safe-text/printable.ts';
import { changes } from '../changes.ts';
import { effectText } from '../transitions/catalogue-effect.ts';
import type { View } from '../view.ts';
import { describePath, gridTables, inEffect, PATH_COLUMNS } from './path.ts';
import { lossLines, takingTexts } from './path-losses.ts';
import { gridChanges, warningLines } from './path-mapping.ts';

export function createdPath({ path, created, warnings, takesAway }: CreatePathResult): View {
  return {
    json: { created, path, warnings, takesAway },
    records: [path],
    columns: PATH_COLUMNS,
    text: (terminal) => {
      const assign = `To make it the default: ${commandLine`tierctl path assign ${itemLabel(path.source)} ${path.name}`}`;
      return sections([
        show`${terminal.paint.strong(created ? 'New path' : 'Existing path')}\n${describePath(terminal, path)}`,
        ...gridTables(terminal, path),
        lossLines(terminal, path, takesAway),
        warningLines(terminal, warnings),
        created ? terminal.paint.faint(assign) : '',
      ]);
    },
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
        show`${terminal.paint.strong('Path to delete')}\n${describePath(terminal, path)}`,
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

function destinationOf(path: Path | null): string | undefined {
  return path === null ? undefined : itemLabel(path.destination);
}
