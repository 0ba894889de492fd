import { type Ladder, type Rung, rungs } from '../../../domain/groups/ladder.ts';
import type { Member } from '../../../domain/groups/member.ts';
import type { ItemReference } from '../../../domain/items/item.ts';
import { type Svg, svg } from '../../safe-text/svg-text.ts';
import { svgArrow, svgDocument, svgText, textWidth } from '../svg.ts';

const MARGIN = 24;
const HEADER = 64;
const LEVELS = 56;
const GAP = 14;
const CARD_HEIGHT = 52;
const NARROWEST_CARD = 190;
const WIDEST_CARD = 320;
const FLAGS = 66;
const MOST_ON_A_LINE = 4;
const LEGEND = 64;
const LEAST_WIDTH = 420;

/** A picture of a ladder: two rails, with the members as cards on their levels; equivalents share a level. */
export function ladderAsSvg({ group, members }: Ladder): Svg {
  const ladder = rungs(members);
  const across = Math.max(1, ...ladder.map((rung) => Math.min(rung.members.length, MOST_ON_A_LINE)));
  const card = cardWidth(members);
  const railTo = MARGIN + LEVELS + GAP + across * (card + GAP);
  const width = Math.max(LEAST_WIDTH, railTo + MARGIN);
  const content: Svg[] = [];
  let y = HEADER;
  for (const rung of ladder) {
    const lines = Math.ceil(rung.members.length / MOST_ON_A_LINE);
    content.push(...drawRung(rung, y, card, railTo));
    y += lines * (CARD_HEIGHT + GAP) + GAP;
  }
  const rails = [MARGIN + LEVELS, railTo].map(
    (x) => svg`<path class="rail" d="M${x} ${HEADER - GAP}V${y - GAP}"/>`,
  );
  return svgDocument({ width, height: y + LEGEND }, `Upgrade group ${group.name}`, [
    svgText(MARGIN, 34, group.name, { size: 20, bold: true, room: width - 2 * MARGIN }),
    ...(members.length === 0 ? [] : rails),
    ...content,
    ...legend(y + 16),
  ]);
}

function drawRung({ level, members }: Rung, top: number, card: number, railTo: number): Svg[] {
  const drawn = [
    svgText(MARGIN + LEVELS - 10, top + CARD_HEIGHT / 2 + 5, String(level), {
      size: 14,
      tone: 'faint',
      anchor: 'end',
    }),
  ];
  for (const [place, member] of members.entries()) {
    const y = top + Math.floor(place / MOST_ON_A_LINE) * (CARD_HEIGHT + GAP);
    const x = MARGIN + LEVELS + GAP + (place % MOST_ON_A_LINE) * (card + GAP);
    if (place % MOST_ON_A_LINE === 0) {
      drawn.push(svg`<path class="rail" d="M${MARGIN + LEVELS} ${y + CARD_HEIGHT / 2}H${railTo}"/>`);
    }
    drawn.push(...drawCard(member, x, y, card));
  }
  return drawn;
}

function drawCard(member: Member, x: number, y: number, width: number): Svg[] {
  const { item } = member;
  const room = width - FLAGS - 12;
  const flags = x + width - FLAGS;
  return [
    svg`<g><title>${title(item)}, level ${member.level}</title>`,
    svg`<rect class="card" x="${x}" y="${y}" width="${width}" height="${CARD_HEIGHT}" rx="6"/>`,
    svgText(x + 12, y + 22, item.articleNumber ?? 'this item no longer exists', {
      size: 14,
      bold: true,
      room,
      ...(item.articleNumber === null ? { tone: 'bad' } : {}),
    }),
    svgText(x + 12, y + 40, item.name ?? item.id, { size: 12, tone: 'faint', room }),
    svgText(flags, y + 22, 'out', { size: 11, tone: 'faint' }),
    svgArrow(flags + 32, y + 18, member.upgradeable ? 'up' : 'none'),
    svgArrow(flags + 48, y + 18, member.downgradeable ? 'down' : 'none'),
    svgText(flags, y + 40, 'in', { size: 11, tone: 'faint' }),
    svgArrow(flags + 32, y + 36, member.upgradeableFrom ? 'up' : 'none'),
    svgArrow(flags + 48, y + 36, member.downgradeableFrom ? 'down' : 'none'),
    svg`</g>`,
  ];
}

function cardWidth(members: readonly Member[]): number {
  const texts = members.map(({ item }) =>
    Math.max(
      textWidth(item.articleNumber ?? 'this item no longer exists', 14),
      textWidth(item.name ?? item.id, 12),
    ),
  );
  const widest = texts.reduce((most, one) => Math.max(most, one), 0);
  return Math.min(WIDEST_CARD, Math.max(NARROWEST_CARD, widest + FLAGS + 12));
}

function legend(y: number): Svg[] {
  const words = { size: 12, tone: 'faint' } as const;
  return [
    svgArrow(MARGIN + 6, y, 'up'),
    svgText(MARGIN + 20, y + 4, 'by an upgrade', words),
    svgArrow(MARGIN + 136, y, 'down'),
    svgText(MARGIN + 150, y + 4, 'by a downgrade', words),
    svgArrow(MARGIN + 276, y, 'none'),
    svgText(MARGIN + 290, y + 4, 'not allowed', words),
    svgText(MARGIN, y + 26, 'out: switches from it; in: switches to it; same level: equivalents', words),
  ];
}

function title(item: ItemReference): string {
  return item.articleNumber === null ? `${item.id}, no longer exists` : `${item.articleNumber} ${item.name}`;
}
