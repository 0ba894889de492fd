import { itemLabel } from '../../../domain/items/item-label.ts';
import { writeHolder } from '../../../domain/paths/grid-side.ts';
import type { MappedPath, Path } from '../../../domain/paths/path.ts';
import type { PathLosses } from '../../../domain/paths/path-losses.ts';
import type { PathTaking } from '../../../operations/paths/read-losses.ts';
import type { Printable } from '../../safe-text/printable.ts';
import { details } from '../details.ts';
import { takenTable } from '../transitions/taken-away.ts';
import type { Terminal } from '../view.ts';

/** What a path does not carry over, one line per kind; the last line shows when a successor ends. */
export function lossLines(
  terminal: Terminal,
  { source }: Pick<MappedPath, 'source'>,
  { extensions, products, attributes, successorTerm }: PathLosses,
): Printable {
  const { warning } = terminal.paint;
  return details(terminal, [
    [
      'extensions that end',
      warning(
        extensions
          .map(({ item, kept }) => (kept === 0 ? itemLabel(item) : `${itemLabel(item)} above ${kept}`))
          .join(', '),
      ),
    ],
    ['products that end', warning(products.map(itemLabel).join(', '))],
    [
      'attributes not carried over',
      warning(attributes.map((attribute) => writeHolder(source, attribute)).join(', ')),
    ],
    ['a successor ends', successorTerm === null ? 'never' : `after ${successorTerm}`],
  ]);
}

/** What a path takes away in general, and how much of that the subscriptions that follow it have now. */
export function takingTexts(terminal: Terminal, path: Path, { takesAway, held }: PathTaking): Printable[] {
  return [lossLines(terminal, path, takesAway), takenTable(terminal, { byPath: held }, 'will be lost')];
}
