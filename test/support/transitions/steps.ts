import fc from 'fast-check';
import type { Item } from '../../../src/domain/items/item.ts';
import type { PathStep } from '../../../src/domain/paths/path-cycles.ts';
import type { Step } from '../../../src/domain/paths/steps.ts';

export const itemCalled = (articleNumber: string): Item => ({
  id: `id of ${articleNumber}`,
  articleNumber,
  name: `Item ${articleNumber}`,
});

/** `A-B` is a step from A to B, `A=B` one that is the default of A. */
export function stepsOf(...written: readonly string[]): PathStep[] {
  return written.map((one) => {
    const [source = '', destination = ''] = one.split(/[-=]/);
    return { source: itemCalled(source), destination: itemCalled(destination), isDefault: one.includes('=') };
  });
}

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'];

const step = fc
  .tuple(fc.constantFrom(...LETTERS), fc.constantFrom(...LETTERS))
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => stepsOf(`${from}-${to}`)[0] as PathStep);

/** Up to nine steps between six items, of which some have a term and some a default path. */
export const stepGraphs = fc
  .record({
    steps: fc.array(step, { maxLength: 9 }),
    withTerm: fc.subarray(LETTERS),
    withDefault: fc.subarray(LETTERS),
  })
  .map(({ steps, withTerm, withDefault }) => {
    const left = new Set(withDefault);
    return {
      withTerm,
      steps: steps.map((one) => ({ ...one, isDefault: left.delete(one.source.articleNumber ?? '') })),
    };
  });

/** Every way to come from one item to another that passes no item twice, by article numbers; found by trying all. */
export function simpleWays(steps: readonly Step[], from: string, to: string): string[][] {
  const found: string[][] = [];
  const go = (way: readonly string[]): void => {
    const here = way.at(-1);
    if (here === to) {
      found.push([...way]);
      return;
    }
    const next = steps
      .filter(({ source }) => source.articleNumber === here)
      .map(({ destination }) => destination.articleNumber ?? '');
    for (const one of new Set(next)) if (!way.includes(one)) go([...way, one]);
  };
  go([from]);
  return found;
}
