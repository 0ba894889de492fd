import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/cli/render/display-width.ts';
import { judgedGroup } from '../../../src/cli/render/groups/group-matrix.ts';
import { createPaint } from '../../../src/cli/render/paint.ts';
import { moveMatrix } from '../../../src/domain/groups/move-matrix.ts';
import { catalogues, factsOf, laddersWith } from '../../support/catalogue/random-catalogue.ts';
import { TWELVE_MOVES } from '../../support/catalogue/twelve-members.ts';
import { expectedMoves } from '../../support/groups/eligibility-oracle.ts';

const draw = (width: number, colour = false) =>
  judgedGroup(TWELVE_MOVES)
    .text({ paint: createPaint(colour), width })
    .text.split('\n');

test('every move on random ladders is judged as the oracle does', () => {
  fc.assert(
    fc.property(catalogues, (catalogue) => {
      for (const { group } of catalogue.members.map((member) => ({ group: member.groupId }))) {
        const holder = catalogue.members.find((member) => member.groupId === group)?.itemId ?? '';
        const ladder = laddersWith(catalogue, holder).find((one) => one.group.id === group);
        if (ladder === undefined) throw new Error(`no group ${group}`);
        for (const { source, moves } of moveMatrix(ladder, factsOf(catalogue)).rows) {
          const found = moves.map(({ item, direction, eligible }) => ({
            group,
            target: item.id,
            direction,
            eligible,
          }));
          found.sort((one, other) => (one.target < other.target ? -1 : 1));
          expect(found).toEqual(
            expectedMoves(catalogue, source.item.id).filter((expected) => expected.group === group),
          );
        }
      }
    }),
  );
});

describe('drawn', () => {
  test('at 80 columns, without names', () => {
    expect(draw(80)).toEqual([
      'Webhosting  ad745339-9651-40b5-8f14-e9ed25318358',
      '',
      '    level  from            to  1  2  3  4  5  6  7  8  9  10  11  12',
      ' 1    100  HST-ENTERPRISE      ╲  ↓  ·  ○  ↓  ·  ↓  ↓  ·   ↓   ○   ·',
      ' 2     80  HST-PLAT            ↑  ╲  =  ○  ↓  ·  ↓  ↓  ·   ↓   ○   ·',
      ' 3     80  HST-PLAT-2019       ↑  =  ╲  ○  ↓  ·  ↓  ↓  ·   ↓   ○   ·',
      ' 4     60  HST-GOLD            ↑  ↑  ·  ╲  ↓  ·  ↓  ↓  ·   ↓   ○   ·',
      ' 5     50  HST-SILVER          ↑  ↑  ·  ○  ╲  =  =  ↓  ·   ↓   ○   ·',
      ' 6     50  HST-SILVER-2        ↑  ↑  ·  ○  =  ╲  =  ↓  ·   ↓   ○   ·',
      ' 7     50  HST-SILVER-ECO      ↑  ↑  ·  ○  =  =  ╲  ↓  ·   ↓   ○   ·',
      ' 8     40  HST-BRONZE          ↑  ↑  ·  ○  ↑  ·  ↑  ╲  ·   ↓   ○   ·',
      ' 9     30  HST-START           ↑  ↑  ·  ○  ↑  ·  ↑  ○  ╲   ↓   ○   ·',
      '10     20  HST-家庭            ↑  ↑  ·  ○  ↑  ·  ↑  ↑  ↑   ╲   ○   ·',
      '11     10  (gone)              ↑  ↑  ·  ○  ↑  ·  ↑  ↑  ↑   ↑   ╲   ·',
      '12      0  HST-TRIAL           ↑  ↑  ·  ○  ↑  ·  ↑  ↑  ↑   ↑   ○   ╲',
      '',
      '↑  upgrade allowed',
      '↓  downgrade allowed',
      '=  same level, no switch',
      '○  allowed by the flags, but not by renewal periods or an inactive target',
      '·  not allowed by the flags',
    ]);
  });

  test('at 140 columns, with names', () => {
    expect(draw(140)).toEqual([
      'Webhosting  ad745339-9651-40b5-8f14-e9ed25318358',
      '',
      '    level  from            name                                                       to  1  2  3  4  5  6  7  8  9  10  11  12',
      ' 1    100  HST-ENTERPRISE  Enterprise hosting on hardware of its own, with a manager      ╲  ↓  ·  ○  ↓  ·  ↓  ↓  ·   ↓   ○   ·',
      ' 2     80  HST-PLAT        Platinum hosting                                               ↑  ╲  =  ○  ↓  ·  ↓  ↓  ·   ↓   ○   ·',
      ' 3     80  HST-PLAT-2019   Platinum hosting (2019)                                        ↑  =  ╲  ○  ↓  ·  ↓  ↓  ·   ↓   ○   ·',
      ' 4     60  HST-GOLD        Gold hosting                                                   ↑  ↑  ·  ╲  ↓  ·  ↓  ↓  ·   ↓   ○   ·',
      ' 5     50  HST-SILVER      Silver hosting                                                 ↑  ↑  ·  ○  ╲  =  =  ↓  ·   ↓   ○   ·',
      ' 6     50  HST-SILVER-2    Silver hosting (2019)                                          ↑  ↑  ·  ○  =  ╲  =  ↓  ·   ↓   ○   ·',
      ' 7     50  HST-SILVER-ECO  Silver hosting, green power                                    ↑  ↑  ·  ○  =  =  ╲  ↓  ·   ↓   ○   ·',
      ' 8     40  HST-BRONZE      Bronze hosting                                                 ↑  ↑  ·  ○  ↑  ·  ↑  ╲  ·   ↓   ○   ·',
      ' 9     30  HST-START       Start hosting                                                  ↑  ↑  ·  ○  ↑  ·  ↑  ○  ╲   ↓   ○   ·',
      '10     20  HST-家庭        家庭用ホスティング                                             ↑  ↑  ·  ○  ↑  ·  ↑  ↑  ↑   ╲   ○   ·',
      '11     10  (gone)          8e8e00ec-a78f-4635-8787-000000000010                           ↑  ↑  ·  ○  ↑  ·  ↑  ↑  ↑   ↑   ╲   ·',
      '12      0  HST-TRIAL       Trial <30 days> & "more"                                       ↑  ↑  ·  ○  ↑  ·  ↑  ↑  ↑   ↑   ○   ╲',
      '',
      '↑  upgrade allowed',
      '↓  downgrade allowed',
      '=  same level, no switch',
      '○  allowed by the flags, but not by renewal periods or an inactive target',
      '·  not allowed by the flags',
    ]);
  });

  test('at 60 columns, in blocks', () => {
    expect(draw(60)).toEqual([
      'Webhosting  ad745339-9651-40b5-8f14-e9ed25318358',
      '',
      '    level  from            to  1  2  3  4  5  6  7',
      ' 1    100  HST-ENTERPRISE      ╲  ↓  ·  ○  ↓  ·  ↓',
      ' 2     80  HST-PLAT            ↑  ╲  =  ○  ↓  ·  ↓',
      ' 3     80  HST-PLAT-2019       ↑  =  ╲  ○  ↓  ·  ↓',
      ' 4     60  HST-GOLD            ↑  ↑  ·  ╲  ↓  ·  ↓',
      ' 5     50  HST-SILVER          ↑  ↑  ·  ○  ╲  =  =',
      ' 6     50  HST-SILVER-2        ↑  ↑  ·  ○  =  ╲  =',
      ' 7     50  HST-SILVER-ECO      ↑  ↑  ·  ○  =  =  ╲',
      ' 8     40  HST-BRONZE          ↑  ↑  ·  ○  ↑  ·  ↑',
      ' 9     30  HST-START           ↑  ↑  ·  ○  ↑  ·  ↑',
      '10     20  HST-家庭            ↑  ↑  ·  ○  ↑  ·  ↑',
      '11     10  (gone)              ↑  ↑  ·  ○  ↑  ·  ↑',
      '12      0  HST-TRIAL           ↑  ↑  ·  ○  ↑  ·  ↑',
      '',
      '    level  from            to  8  9  10  11  12',
      ' 1    100  HST-ENTERPRISE      ↓  ·   ↓   ○   ·',
      ' 2     80  HST-PLAT            ↓  ·   ↓   ○   ·',
      ' 3     80  HST-PLAT-2019       ↓  ·   ↓   ○   ·',
      ' 4     60  HST-GOLD            ↓  ·   ↓   ○   ·',
      ' 5     50  HST-SILVER          ↓  ·   ↓   ○   ·',
      ' 6     50  HST-SILVER-2        ↓  ·   ↓   ○   ·',
      ' 7     50  HST-SILVER-ECO      ↓  ·   ↓   ○   ·',
      ' 8     40  HST-BRONZE          ╲  ·   ↓   ○   ·',
      ' 9     30  HST-START           ○  ╲   ↓   ○   ·',
      '10     20  HST-家庭            ↑  ↑   ╲   ○   ·',
      '11     10  (gone)              ↑  ↑   ↑   ╲   ·',
      '12      0  HST-TRIAL           ↑  ↑   ↑   ○   ╲',
      '',
      '↑  upgrade allowed',
      '↓  downgrade allowed',
      '=  same level, no switch',
      '○  allowed by the flags, but not by renewal periods or an inactive target',
      '·  not allowed by the flags',
    ]);
  });

  test.each([40, 60, 80, 140])('no line is wider than %i columns, but for the legend', (width) => {
    const squares = draw(width).filter((line) => /^ *\d|level/.test(line));
    expect(Math.max(...squares.map(displayWidth))).toBeLessThanOrEqual(width);
    expect(draw(width, true).map(stripVTControlCharacters)).toEqual(draw(width));
  });
});

test('as JSON: a row for each source, the moves as everywhere', () => {
  const { json, records } = judgedGroup(TWELVE_MOVES);
  expect(json).toMatchObject({ group: { name: 'Webhosting' } });
  const { rows } = json as { rows: { source: object; level: number; moves: object[] }[] };
  expect(rows).toHaveLength(12);
  expect(rows[1]).toMatchObject({ source: { articleNumber: 'HST-PLAT' }, level: 80 });
  expect(rows[1]?.moves[0]).toMatchObject({
    group: { name: 'Webhosting' },
    item: { articleNumber: 'HST-ENTERPRISE' },
    level: 100,
    direction: 'upgrade',
    eligible: true,
  });
  expect(records).toHaveLength(12 * 11);
});
