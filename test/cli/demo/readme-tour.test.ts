import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { useCli } from '../../support/cli.ts';

const cli = useCli({ migrated: false });

interface Step {
  readonly argv: readonly string[];
  /** What the README shows below the command; empty where it leaves that out. */
  readonly shown: string;
}

test('the tour of the README prints what it says', { timeout: 60_000 }, async () => {
  const steps = stepsOf(await readFile(new URL('../../../README.md', import.meta.url), 'utf8'));
  expect(steps.length).toBeGreaterThan(10);
  expect(steps.filter(({ shown }) => shown !== '').length).toBeGreaterThan(3);
  for (const { argv, shown } of steps) {
    const run = await cli.run(argv, { env: { TIERCTL_YES: '1' } });
    expect(run, argv.join(' ')).toMatchObject({ code: 0 });
    if (shown !== '') expect(withoutIds(run.stdout + run.stderr)).toBe(withoutIds(shown));
  }
});

function stepsOf(readme: string): Step[] {
  const blocks = [...readme.matchAll(/^```console\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((step) => {
      const [line = '', ...shown] = step.split('\n');
      return { words: wordsOf(line), shown: shown.join('\n') };
    })
    .filter(({ words: [program] }) => program !== 'export')
    .map(({ words: [program, ...argv], shown }) => {
      expect(program).toBe('tierctl');
      return { argv, shown };
    });
}

function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

function withoutIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');
}
