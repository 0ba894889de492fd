import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/cli/render/display-width.ts';
import { shownGroup } from '../../../src/cli/render/groups/group.ts';
import { createPaint } from '../../../src/cli/render/paint.ts';
import { TWELVE } from '../../support/catalogue/twelve-members.ts';

const draw = (width: number, colour = false) =>
  shownGroup(TWELVE)
    .text({ paint: createPaint(colour), width })
    .text.split('\n');

test('twelve members at 80 columns', () => {
  expect(draw(80)).toEqual([
    'Webhosting  ad745339-9651-40b5-8f14-e9ed25318358',
    '',
    'level      out  in   article         name',
    '  100  ┌─  · ↓  ↑ ↓  HST-ENTERPRISE  Enterprise hosting on hardware of its own,',
    '                                     with a manager',
    '   80  ├─  ↑ ↓  ↑ ↓  HST-PLAT        Platinum hosting',
    '       │=  ↑ ↓  · ·  HST-PLAT-2019   Platinum hosting (2019)',
    '   60  ├─  ↑ ↓  ↑ ↓  HST-GOLD        Gold hosting',
    '   50  ├─  ↑ ↓  ↑ ↓  HST-SILVER      Silver hosting',
    '       │=  ↑ ↓  · ·  HST-SILVER-2    Silver hosting (2019)',
    '       │=  ↑ ↓  ↑ ↓  HST-SILVER-ECO  Silver hosting, green power',
    '   40  ├─  ↑ ↓  ↑ ↓  HST-BRONZE      Bronze hosting',
    '   30  ├─  ↑ ↓  ↑ ·  HST-START       Start hosting',
    '   20  ├─  ↑ ↓  ↑ ↓  HST-家庭        家庭用ホスティング',
    '   10  ├─  ↑ ↓  ↑ ↓  (gone)          8e8e00ec-a78f-4635-8787-000000000010',
    '    0  └─  ↑ ·  · ·  HST-TRIAL       Trial <30 days> & "more"',
    '',
    'out  switches from it:  ↑ upgradeable       ↓ downgradeable',
    'in   switches to it:    ↑ upgradeable_from  ↓ downgradeable_from  · not allowed',
    '=    same level as the member above: no switch between them',
  ]);
});

test('twelve members at 140 columns', () => {
  expect(draw(140)).toEqual([
    'Webhosting  ad745339-9651-40b5-8f14-e9ed25318358',
    '',
    'level      out  in   article         name',
    '  100  ┌─  · ↓  ↑ ↓  HST-ENTERPRISE  Enterprise hosting on hardware of its own, with a manager',
    '   80  ├─  ↑ ↓  ↑ ↓  HST-PLAT        Platinum hosting',
    '       │=  ↑ ↓  · ·  HST-PLAT-2019   Platinum hosting (2019)',
    '   60  ├─  ↑ ↓  ↑ ↓  HST-GOLD        Gold hosting',
    '   50  ├─  ↑ ↓  ↑ ↓  HST-SILVER      Silver hosting',
    '       │=  ↑ ↓  · ·  HST-SILVER-2    Silver hosting (2019)',
    '       │=  ↑ ↓  ↑ ↓  HST-SILVER-ECO  Silver hosting, green power',
    '   40  ├─  ↑ ↓  ↑ ↓  HST-BRONZE      Bronze hosting',
    '   30  ├─  ↑ ↓  ↑ ·  HST-START       Start hosting',
    '   20  ├─  ↑ ↓  ↑ ↓  HST-家庭        家庭用ホスティング',
    '   10  ├─  ↑ ↓  ↑ ↓  (gone)          8e8e00ec-a78f-4635-8787-000000000010',
    '    0  └─  ↑ ·  · ·  HST-TRIAL       Trial <30 days> & "more"',
    '',
    'out  switches from it:  ↑ upgradeable       ↓ downgradeable',
    'in   switches to it:    ↑ upgradeable_from  ↓ downgradeable_from  · not allowed',
    '=    same level as the member above: no switch between them',
  ]);
});

describe.each([80, 140])('at %i columns', (width) => {
  test('no line is wider', () => {
    expect(Math.max(...draw(width).map(displayWidth))).toBeLessThanOrEqual(width);
  });

  test('colour adds nothing but colour', () => {
    const painted = draw(width, true);
    expect(painted.join('')).toContain('\u001b[32m↑');
    expect(painted.map(stripVTControlCharacters)).toEqual(draw(width));
  });
});

test('a single rung, and one of equivalents at the foot', () => {
  const show = (members: typeof TWELVE.members) =>
    shownGroup({ ...TWELVE, members }).text({ paint: createPaint(false), width: 80 }).text;
  expect(show(TWELVE.members.slice(3, 4))).toContain('\n   60  ──  ↑ ↓  ↑ ↓  HST-GOLD');
  expect(show(TWELVE.members.slice(3, 4))).not.toContain('=');
  expect(show(TWELVE.members.slice(0, 3))).toContain('\n   80  └─  ↑ ↓  ↑ ↓  HST-PLAT ');
  expect(show(TWELVE.members.slice(0, 3))).toContain('\n        =  ↑ ↓  · ·  HST-PLAT-2019 ');
});
