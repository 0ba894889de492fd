import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/cli/render/display-width.ts';
import { createPaint } from '../../../src/cli/render/paint.ts';
import { shownPathGraph } from '../../../src/cli/render/paths/path-graph.ts';
import type { PathGraph } from '../../../src/domain/paths/path-graph.ts';
import { chainOf, graphOf, PATHS, pathCalled, pathsOf } from '../../support/paths/path-graphs.ts';
import { stepGraphs } from '../../support/transitions/steps.ts';

const draw = (graph: PathGraph, width: number, colour = false) =>
  shownPathGraph(graph)
    .text({ paint: createPaint(colour), width })
    .text.split('\n');

test('a catalogue at 80 columns', () => {
  expect(draw(PATHS, 80)).toEqual([
    'HST-CLASSIC  Classic hosting  3 subscribed, inactive',
    '└─ Classic retires  default',
    '   → 8e8e00ec-a78f-4635-8787-2ebf9de62106  0 subscribed, its row is missing',
    '',
    'HST-TRIAL  Trial <30 days> & "more"  14 subscribed',
    '├─ Trial ends  default',
    '│  → HST-START  Start hosting  120 subscribed',
    '└─ Trial to Welcome  2026-02-01 to 2026-08-31, over the limit: extend',
    '   → HST-WELCOME  Business hosting at a welcome price  40 subscribed, term P3M',
    '   └─ Welcome ends  default',
    '      → HST-STANDARD  Standard hosting  1042 subscribed',
    '      ├─ Up to Business  from 2026-01-01',
    '      │  → HST-BUSINESS  Business hosting with everything that a company of any',
    '      │      size could ever want  96 subscribed',
    '      └─ Up to Business, "old" \\N␊terms  until 2025-12-31',
    '         → HST-BUSINESS  (above)',
    '',
    'HST-家庭  家庭用ホスティング  7 subscribed, term P1Y, package',
    '└─ 家庭用からビジネスへ  over the limit: allow',
    '   → HST-BUSINESS  (above)',
    '',
    'HST-SUMMER  Summer hosting  2 subscribed, term P6M',
    '└─ Summer is over ↺  default',
    '   → HST-WINTER  Winter hosting  0 subscribed, term P6M',
    '   └─ Winter is over ↺  default',
    '      → HST-SUMMER  ↺ back to it',
    '',
    '↺ HST-SUMMER → HST-WINTER → HST-SUMMER: moves once per term',
  ]);
});

test('around one item: what leads to it and what it leads to, and nothing beside', () => {
  expect(draw(pathsOf('HST-WELCOME'), 80)).toEqual([
    'HST-TRIAL  Trial <30 days> & "more"  14 subscribed',
    '└─ Trial to Welcome  2026-02-01 to 2026-08-31, over the limit: extend',
    '   → HST-WELCOME  Business hosting at a welcome price  40 subscribed, term P3M',
    '   └─ Welcome ends  default',
    '      → HST-STANDARD  Standard hosting  1042 subscribed',
    '      ├─ Up to Business  from 2026-01-01',
    '      │  → HST-BUSINESS  Business hosting with everything that a company of any',
    '      │      size could ever want  96 subscribed',
    '      └─ Up to Business, "old" \\N␊terms  until 2025-12-31',
    '         → HST-BUSINESS  (above)',
  ]);
});

test('a long chain continues below, and a cycle without an end is noted', () => {
  const lines = draw(chainOf(25), 80);
  expect(lines.filter((line) => line.includes('(continues below)'))).toHaveLength(2);
  expect(lines.join(' ')).toMatch(
    /ITEM-24 → ITEM-00: runs +stop: +ITEM-00, +ITEM-01 +and 23 +more +have +no +term$/,
  );
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(80);
  const named = lines.join('\n').match(/ITEM-\d\d {2}Item/g) ?? [];
  expect(new Set(named).size).toBe(25);
  expect(named).toHaveLength(25);
});

describe.each([50, 80, 140])('at %i columns', (width) => {
  test('no line is wider', () => {
    expect(Math.max(...draw(PATHS, width).map(displayWidth))).toBeLessThanOrEqual(width);
  });

  test('colour adds nothing but colour', () => {
    const painted = draw(PATHS, width, true);
    expect(painted.join('')).toContain('[32mdefault');
    expect(painted.map(stripVTControlCharacters)).toEqual(draw(PATHS, width));
  });
});

test('every item is drawn once and every path once, whatever they are', () => {
  fc.assert(
    fc.property(stepGraphs, fc.constantFrom(24, 80, Number.POSITIVE_INFINITY), ({ steps }, width) => {
      const graph = graphOf(steps.map((step, place) => pathCalled(`path-${place}`, step)));
      const text = draw(graph, width).join('\n');
      for (const { item } of graph.nodes) {
        const drawn = text.match(new RegExp(`(^|→ )${item.articleNumber}\\s+Item`, 'gm')) ?? [];
        expect(drawn, `${item.articleNumber} in\n${text}`).toHaveLength(1);
      }
      for (const { name } of graph.edges) expect(text.split(`─ ${name}`)).toHaveLength(2);
    }),
    { numRuns: 300 },
  );
});
