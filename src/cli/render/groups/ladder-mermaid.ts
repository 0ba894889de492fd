import { type Ladder, rungs } from '../../../domain/groups/ladder.ts';
import type { Member } from '../../../domain/groups/member.ts';
import {
  type Mermaid,
  mermaid,
  mermaidDocument,
  mermaidFlowchart,
  mermaidLabel,
} from '../../safe-text/mermaid-text.ts';

/** A ladder as a Mermaid flowchart: a box for each level, highest first, with its members side by side. */
export function ladderAsMermaid({ group, members }: Ladder): Mermaid {
  const lines = mermaidFlowchart(group.name, 'TB');
  let number = 0;
  const ladder = rungs(members);
  for (const [rung, { level, members: those }] of ladder.entries()) {
    lines.push(mermaid`  subgraph rung${rung + 1}[${mermaidLabel(`level ${level}`)}]`);
    for (const member of those) lines.push(mermaid`    item${++number}[${label(member)}]`);
    lines.push(mermaid`  end`);
  }
  for (let rung = 1; rung < ladder.length; rung++) lines.push(mermaid`  rung${rung} --- rung${rung + 1}`);
  return mermaidDocument(lines);
}

function label({ item, upgradeable, downgradeable, upgradeableFrom, downgradeableFrom }: Member): Mermaid {
  const flags = `out ${arrows(upgradeable, downgradeable)}   in ${arrows(upgradeableFrom, downgradeableFrom)}`;
  return item.articleNumber === null
    ? mermaidLabel(item.id, 'this item no longer exists', flags)
    : mermaidLabel(item.articleNumber, item.name, flags);
}

function arrows(up: boolean, down: boolean): string {
  return `${up ? '↑' : '·'} ${down ? '↓' : '·'}`;
}
