import { expect, test } from 'vitest';
import { displayWidth } from '../../../src/cli/render/display-width.ts';
import { createPaint } from '../../../src/cli/render/paint.ts';
import { barChart } from '../../../src/cli/render/transitions/bar-chart.ts';

const paint = createPaint(false);
const bars = [
  { label: '2026-02-01', value: 1_200, note: 'due already' },
  { label: '2026-02-10', value: 600 },
  { label: '2026-02-11', value: 1 },
  { label: '2026-02-12', value: 0 },
];

test('the longest bar takes the room that label, number and note leave', () => {
  expect(barChart({ paint, width: 60 }, bars).text.split('\n')).toEqual([
    '2026-02-01  █████████████████████████████ 1,200  due already',
    '2026-02-10  ██████████████▌ 600',
    '2026-02-11  ▏ 1',
    '2026-02-12   0',
  ]);
});

test.each([40, 80, 200])('no line is wider than a terminal of %i columns', (width) => {
  const lines = barChart({ paint, width }, bars).text.split('\n');
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
});

test('off a terminal it is as wide as a plain one; nothing gives nothing', () => {
  expect(barChart({ paint, width: Number.POSITIVE_INFINITY }, bars).text).toBe(
    barChart({ paint, width: 80 }, bars).text,
  );
  expect(barChart({ paint, width: 80 }, []).text).toBe('');
});

test('with very little room a bar still differs from no bar', () => {
  expect(barChart({ paint, width: 5 }, [{ label: '2026-02-01', value: 1 }]).text).toBe(
    '2026-02-01  ████████ 1',
  );
});
