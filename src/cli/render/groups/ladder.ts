// A ladder as people draw it: levels from high to low on a rail, the flags of each member as arrows beside it. Every sign has
// its own place, so that it can be read without colour.
import { type Rung, rungs } from '../../../domain/groups/ladder.ts';
import type { Member } from '../../../domain/groups/member.ts';
import { lines, type Printable, show } from '../../safe-text/printable.ts';
import { articleOrGone, nameOrId } from '../item-words.ts';
import { table } from '../table.ts';
import type { Terminal } from '../view.ts';

const UP = '↑';
const DOWN = '↓';
const OFF = '·';

interface Step {
  /** Shown once per level. */
  readonly level: string;
  readonly rail: string;
  readonly member: Member;
}

export function drawLadder(terminal: Terminal, members: readonly Member[]): Printable {
  const { faint, strong, bad } = terminal.paint;
  const paint = painterOf(terminal);
  return table<Step>(
    terminal,
    [
      { heading: 'level', align: 'right', cell: ({ level }) => level },
      { heading: ' ', cell: ({ rail }) => rail, paint: (rail) => faint(rail) },
      { heading: 'out', cell: ({ member }) => arrows(member.upgradeable, member.downgradeable), paint },
      {
        heading: 'in',
        cell: ({ member }) => arrows(member.upgradeableFrom, member.downgradeableFrom),
        paint,
      },
      {
        heading: 'article',
        cell: ({ member }) => articleOrGone(member.item),
        paint: (cell, { member }) => (member.item.articleNumber === null ? bad(cell) : strong(cell)),
      },
      {
        heading: 'name',
        cell: ({ member }) => nameOrId(member.item),
        paint: (cell, { member }) => (member.item.name === null ? bad(cell) : cell),
      },
    ],
    steps(rungs(members)),
  );
}

/** The legend of a ladder: each sign with its flag in the billing table. */
export function ladderLegend({ paint }: Terminal, members: readonly Member[]): Printable {
  const notes = [
    `out  switches from it:  ${UP} upgradeable       ${DOWN} downgradeable`,
    `in   switches to it:    ${UP} upgradeable_from  ${DOWN} downgradeable_from  ${OFF} not allowed`,
  ];
  const equivalents = rungs(members).length < members.length;
  if (equivalents) notes.push('=    same level as the member above: no switch between them');
  return lines(notes.map((line) => paint.faint(line)));
}

/** An upgrade and a downgrade, each in its place: `↑ ↓`, `↑ ·`, `· ↓`, `· ·`. */
function arrows(up: boolean, down: boolean): string {
  return `${up ? UP : OFF} ${down ? DOWN : OFF}`;
}

/** Paints what `arrows` gives: four texts, each painted once. */
function painterOf({ paint }: Terminal): (those: Printable) => Printable {
  const painted = new Map(
    [true, false].flatMap((up) =>
      [true, false].map((down): [string, Printable] => [
        arrows(up, down),
        show`${up ? paint.good(UP) : paint.faint(OFF)} ${down ? paint.warning(DOWN) : paint.faint(OFF)}`,
      ]),
    ),
  );
  return (those) => painted.get(those.text) ?? those;
}

/** A level is shown once; equivalents follow below it on the same rail. */
function steps(ladder: readonly Rung[]): Step[] {
  return ladder.flatMap(({ level, members }, rung) =>
    members.map((member, place) =>
      place === 0
        ? { level: String(level), rail: `${joint(rung, ladder.length)}─`, member }
        : { level: ' ', rail: `${rung === ladder.length - 1 ? ' ' : '│'}=`, member },
    ),
  );
}

function joint(rung: number, count: number): string {
  if (count === 1) return '─';
  return rung === 0 ? '┌' : rung === count - 1 ? '└' : '├';
}
