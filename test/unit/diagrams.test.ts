import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ladderAsMermaid } from '../../src/cli/render/groups/ladder-mermaid.ts';
import { ladderAsSvg } from '../../src/cli/render/groups/ladder-svg.ts';
import { matrixAsMermaid } from '../../src/cli/render/groups/matrix-mermaid.ts';
import { matrixAsSvg } from '../../src/cli/render/groups/matrix-svg.ts';
import { visible } from '../../src/cli/safe-text/hidden-characters.ts';
import type { Ladder } from '../../src/domain/groups/ladder.ts';
import { moveMatrix } from '../../src/domain/groups/move-matrix.ts';
import { TWELVE, TWELVE_MOVES } from '../support/catalogue/twelve-members.ts';
import { readXml } from '../support/database/well-formed.ts';

const strange = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '</text><script>',
    '"]; A --> B',
    '`code`',
    '1. first',
    '- dash',
    '%% no',
    'end',
    '#35;',
    '',
  ),
);

/** A ladder of one, under these names. */
function named(group: string, articleNumber: string, name: string): Ladder {
  const [, member] = TWELVE.members;
  if (member === undefined) throw new Error('twelve have a second');
  return {
    group: { ...TWELVE.group, name: group },
    members: [
      { ...member, item: { id: member.item.id, articleNumber, name } },
      { ...member, level: 1, item: { id: 'other', articleNumber: `${articleNumber}2`, name } },
    ],
  };
}

const movesOn = (ladder: Ladder) =>
  moveMatrix(ladder, (item) => ({ item, active: true, renewalPeriods: [] }));

describe('SVG', () => {
  test('of the ladder holds every member, by its whole name at least as a title', () => {
    const texts = readXml(ladderAsSvg(TWELVE).text);
    const said = (element: string) => texts.filter((one) => one.element === element).map(({ text }) => text);
    expect(said('text')).toContain('Webhosting');
    expect(said('text')).toContain('HST-TRIAL');
    expect(said('text')).toContain('Trial <30 days> & "more"');
    expect(said('text')).toContain('this item no longer exists');
    expect(said('title')).toContain(
      'HST-ENTERPRISE Enterprise hosting on hardware of its own, with a manager, level 100',
    );
    expect(said('title')).toHaveLength(1 + 12);
  });

  test('of the matrix describes every move', () => {
    const titles = readXml(matrixAsSvg(TWELVE_MOVES).text).filter(({ element }) => element === 'title');
    expect(titles).toHaveLength(1 + 12 * 11);
    expect(titles.map(({ text }) => text)).toContain('HST-PLAT → HST-ENTERPRISE: upgrade allowed');
    expect(titles.map(({ text }) => text)).toContain('HST-PLAT → HST-PLAT-2019: same level, no switch');
    expect(titles.map(({ text }) => text)).toContain('HST-TRIAL → HST-PLAT-2019: not allowed by the flags');
  });

  test('of a group without members', () => {
    const empty = { group: TWELVE.group, members: [] };
    expect(readXml(ladderAsSvg(empty).text).map(({ text }) => text)).toContain('Webhosting');
    expect(readXml(matrixAsSvg(movesOn(empty)).text).map(({ text }) => text)).toContain(
      'Webhosting: allowed switches',
    );
  });

  test('is well-formed whatever the names are, and follows the scheme of the reader', () => {
    fc.assert(
      fc.property(strange, strange, strange, (group, article, name) => {
        const ladder = named(group, article, name);
        readXml(ladderAsSvg(ladder).text);
        readXml(matrixAsSvg(movesOn(ladder)).text);
      }),
    );
    expect(ladderAsSvg(TWELVE).text).toContain('prefers-color-scheme: dark');
  });
});

describe('Mermaid', () => {
  test('of the ladder: a box for each rung, from high to low', () => {
    expect(ladderAsMermaid({ ...TWELVE, members: TWELVE.members.slice(0, 3) }).text).toBe(`---
title: "Webhosting"
---
flowchart TB
  subgraph rung1["level 100"]
    item1["HST-ENTERPRISE<br/>Enterprise hosting on hardware of its own, with a manager<br/>out · ↓   in ↑ ↓"]
  end
  subgraph rung2["level 80"]
    item2["HST-PLAT<br/>Platinum hosting<br/>out ↑ ↓   in ↑ ↓"]
    item3["HST-PLAT-2019<br/>Platinum hosting (2019)<br/>out ↑ ↓   in · ·"]
  end
  rung1 --- rung2
`);
  });

  test('of the matrix: the moves that are allowed, upwards', () => {
    const members = TWELVE.members.slice(0, 3);
    expect(matrixAsMermaid(movesOn({ ...TWELVE, members })).text).toBe(`---
title: "Webhosting: allowed switches"
---
flowchart BT
  item3["HST-PLAT-2019<br/>Platinum hosting (2019)<br/>level 80"]
  item2["HST-PLAT<br/>Platinum hosting<br/>level 80"]
  item1["HST-ENTERPRISE<br/>Enterprise hosting on hardware of its own, with a manager<br/>level 100"]
  item3 --> item1
  item2 <--> item1
`);
  });

  test('a downgrade alone is dotted', () => {
    const [high, low] = [TWELVE.members[1], TWELVE.members[4]];
    if (high === undefined || low === undefined) throw new Error('twelve have a fifth');
    const moves = movesOn({ group: TWELVE.group, members: [high, { ...low, upgradeable: false }] });
    expect(matrixAsMermaid(moves).text).toMatch(/\n {2}item1 -\.-> item2\n$/);
  });

  test('a name stays within its quotes and is read as text', () => {
    fc.assert(
      fc.property(strange, strange, strange, (group, article, name) => {
        const lines = ladderAsMermaid(named(group, article, name))
          .text.trimEnd()
          .split('\n');
        expect(lines).toHaveLength(11);
        expect(JSON.parse((lines[1] ?? '').slice('title: '.length))).toBe(visible(group));
        for (const line of lines.filter((one) => one.startsWith('    item'))) {
          expect(line).toMatch(/^ {4}item\d\["[^"`*{}|[\]\\]*"\]$/);
        }
      }),
    );
    const [, , , , , label] = ladderAsMermaid(named('G', '1. A', '- <b>x</b> #1 "y"')).text.split('\n');
    expect(label).toContain('["1#46; A<br/>#45; #60;b#62;x#60;/b#62; #35;1 #34;y#34;<br/>');
  });
});
