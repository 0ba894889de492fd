import type { MoveMatrix } from '../../../domain/groups/move-matrix.ts';
import { itemLabel } from '../../../domain/items/item-label.ts';
import {
  type Mermaid,
  mermaid,
  mermaidDocument,
  mermaidFlowchart,
  mermaidLabel,
} from '../../safe-text/mermaid-text.ts';
import { squares } from './move-mark.ts';

/**
 * The allowed switches as a Mermaid flowchart from bottom to top: a solid line for an upgrade, a dotted line for a
 * downgrade, a line with two heads if both are allowed.
 */
export function matrixAsMermaid({ group, rows }: MoveMatrix): Mermaid {
  const lines = mermaidFlowchart(`${group.name}: allowed switches`, 'BT');
  const marks = rows.map(squares);
  // From the lowest to the highest, so that Mermaid, which ranks by the lines, puts low below high.
  for (let low = rows.length - 1; low >= 0; low--) {
    const member = rows[low]?.source;
    if (member === undefined) continue;
    const { item, level } = member;
    const name = item.name ?? 'this item no longer exists';
    lines.push(mermaid`  item${low + 1}[${mermaidLabel(itemLabel(item), name, `level ${level}`)}]`);
  }
  for (let low = rows.length - 1; low >= 0; low--) {
    for (let high = low - 1; high >= 0; high--) {
      const up = marks[low]?.[high] === 'up';
      const down = marks[high]?.[low] === 'down';
      if (up) lines.push(mermaid`  item${low + 1} ${down ? mermaid`<-->` : mermaid`-->`} item${high + 1}`);
      else if (down) lines.push(mermaid`  item${high + 1} -.-> item${low + 1}`);
    }
  }
  return mermaidDocument(lines);
}
