import { type Ladder, rungs } from '../../../domain/groups/ladder.ts';
import type { Member } from '../../../domain/groups/member.ts';
import { mermaidFlowchart, mermaidLabel } from '../mermaid-text.ts';

/** A ladder as a Mermaid flowchart: a box for each rung, from high to low, the members of a level side by side in it. */
export function ladderAsMermaid({ group, members }: Ladder): string {
  const lines = mermaidFlowchart(group.name, 'TB');
  let number = 0;
  const ladder = rungs(members);
  for (const [rung, { level, members: those }] of ladder.entries()) {
    lines.push(`  subgraph rung${rung + 1}[${mermaidLabel(`level ${level}`)}]`);
    for (const member of those) lines.push(`    item${++number}[${label(member)}]`);
    lines.push('  end');
  }
  for (let rung = 1; rung < ladder.length; rung++) lines.push(`  rung${rung} --- rung${rung + 1}`);
  return `${lines.join('\n')}\n`;
}

function label({ item, upgradeable, downgradeable, upgradeableFrom, downgradeableFrom }: Member): string {
  const flags = `out ${arrows(upgradeable, downgradeable)}   in ${arrows(upgradeableFrom, downgradeableFrom)}`;
  return item.articleNumber === null
    ? mermaidLabel(item.id, 'this item is gone', flags)
    : mermaidLabel(item.articleNumber, item.name, flags);
}

function arrows(up: boolean, down: boolean): string {
  return `${up ? '↑' : '·'} ${down ? '↓' : '·'}`;
}
