import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOut } from '../../../src/cli/output/graphviz.ts';
import { createPaint } from '../../../src/cli/render/paint.ts';
import { shownPathGraph } from '../../../src/cli/render/paths/path-graph.ts';
import { pathGraphAsDot } from '../../../src/cli/render/paths/path-graph-dot.ts';
import { pathGraphAsMermaid } from '../../../src/cli/render/paths/path-graph-mermaid.ts';
import { pathGraphAsSvg, pathGraphFrame } from '../../../src/cli/render/paths/path-graph-svg.ts';
import { visible } from '../../../src/cli/safe-text/hidden-characters.ts';
import type { PathGraph } from '../../../src/domain/paths/path-graph.ts';
import { readXml } from '../../support/database/well-formed.ts';
import { graphOf, PATHS, pathCalled, pathsOf } from '../../support/paths/path-graphs.ts';
import { cases } from '../../support/thorough.ts';

const svgOf = async (graph: PathGraph) => pathGraphAsSvg(graph, await layOut(pathGraphFrame(graph))).text;
const said = (svg: string, element: string) =>
  readXml(svg)
    .filter((one) => one.element === element)
    .map(({ text }) => text);

const strange = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '</text><script>alert(1)</script>',
    '"]; A -> B; C [label="',
    '\\',
    'C:\\new\\',
    '\\N \\G \\l',
    '&lt;b&gt; & &amp; &#38;',
    '--> <!-- -->',
    'one\ntwo\r\nthree\ttab',
    '`code` **bold**',
    'end',
    '家庭用 🏠 é',
    '',
  ),
);

/** A name as it is shown; lines may break at its blanks. */
const readable = (name: string) => visible(name).replace(/\s+/gu, '');

/** The label of a statement as Graphviz reads it: quoted strings first, then escapes, then entities. */
function labelIn(statement: string): string {
  const attributes =
    /^ {2}\w+(?: -> \w+)? \[((?:\w+="(?:[^"\\]|\\.)*"(?:, )?)+)\];$/u.exec(statement)?.[1] ?? '';
  const label = /label="((?:[^"\\]|\\.)*)"/u.exec(attributes)?.[1];
  if (label === undefined) throw new Error(`no label in ${statement}`);
  return label
    .replace(/\\(.)/gu, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped))
    .replaceAll('&amp;', '&');
}

function named(articleNumber: string, name: string, path: string): PathGraph {
  const source = { id: '1', articleNumber, name };
  const destination = { id: '2', articleNumber: 'OTHER', name: 'Other' };
  const there = pathCalled(path, { source, destination }, { isDefault: true });
  const back = pathCalled('back', { source: destination, destination: source }, { isDefault: true });
  return graphOf([there, back]);
}

describe('SVG', () => {
  test('shows every item and every path, in the order of reading and by whole names', async () => {
    const svg = await svgOf(PATHS);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 \d+ \d+" width="\d+"/);
    expect(said(svg, 'text')).toContain('HST-TRIAL');
    expect(said(svg, 'text')).toContain('Trial <30 days> & "more"');
    expect(said(svg, 'text')).toContain('14 subscribed');
    expect(said(svg, 'text')).toContain('Up to Business, "old" \\N␊terms');
    expect(said(svg, 'text')).toContain('Summer is over ↺');
    const titles = said(svg, 'title');
    expect(titles[0]).toBe('Upgrade paths');
    expect(titles).toHaveLength(1 + PATHS.nodes.length + PATHS.edges.length);
    expect(titles).toContain('HST-家庭 家庭用ホスティング');
    expect(titles).toContain('Trial ends: HST-TRIAL → HST-START');
    expect(svg).toContain('prefers-color-scheme: dark');
  });

  test('around one item', async () => {
    const titles = said(await svgOf(pathsOf('HST-CLASSIC')), 'title');
    expect(titles[0]).toBe('Upgrade paths around HST-CLASSIC');
    expect(titles).toHaveLength(1 + 2 + 1);
  });

  test('is well-formed and holds the names, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(strange, strange, strange, async (article, name, path) => {
        const svg = await svgOf(named(article, name, path));
        const titles = readable(`${said(svg, 'title').join('|')}|`);
        expect(titles).toContain(readable(`${article} ${name}|`));
        expect(titles).toContain(readable(`${path}: ${article} → OTHER|`));
        const drawn = readable(said(svg, 'text').join(''));
        expect(drawn).toContain(readable(article) + readable(name));
        expect(drawn).toContain(readable(path));
      }),
      { numRuns: cases(30) },
    );
  });
});

test('DOT keeps a name within its quotes, as the text that it is', () => {
  fc.assert(
    fc.property(strange, strange, strange, (article, name, path) => {
      const lines = pathGraphAsDot(named(article, name, path))
        .text.trimEnd()
        .split('\n');
      expect(lines).toHaveLength(9);
      const labels = lines.slice(4, 8).map((line) => labelIn(line).replace(/\s+/gu, ''));
      expect(labels).toEqual(
        expect.arrayContaining([readable(`${article}${name}0 subscribed`), readable(`${path}↺`)]),
      );
    }),
  );
  expect(pathGraphAsDot(pathsOf('HST-SUMMER')).text).toBe(`digraph "Upgrade paths around HST-SUMMER" {
  rankdir=LR; bgcolor="transparent"; nodesep=0.4; ranksep=0.7;
  node [shape=box, style="rounded,filled", fillcolor="#f6f8fa", color="#d0d7de", fontcolor="#1f2328", fontname="Arial", fontsize=12, margin="0.2,0.1"];
  edge [color="#656d76", fontcolor="#656d76", fontname="Arial", fontsize=10, arrowsize=0.8];
  item1 [id="item1", class="item", label="HST-SUMMER\\nSummer hosting\\n2 subscribed, term P6M", width="2.76"];
  item2 [id="item2", class="item", label="HST-WINTER\\nWinter hosting\\n0 subscribed, term P6M", width="2.76"];
  item1 -> item2 [id="path1", class="round", label="Summer is over ↺", penwidth="1.8", color="#cf222e", fontcolor="#cf222e"];
  item2 -> item1 [id="path2", class="round", label="Winter is over ↺", penwidth="1.8", color="#cf222e", fontcolor="#cf222e"];
}
`);
});

describe('Mermaid', () => {
  test('has a box for each item, an arrow for each path, and marks what is off and what is round', () => {
    expect(pathGraphAsMermaid(pathsOf('HST-CLASSIC')).text).toBe(`---
title: "Upgrade paths around HST-CLASSIC"
---
flowchart LR
  item1["8e8e00ec-a78f-4635-8787-2ebf9de62106<br/>0 subscribed, its row is missing"]
  item2["HST-CLASSIC<br/>Classic hosting<br/>3 subscribed, inactive"]
  item2 ==>|"Classic retires"| item1
  classDef off stroke-dasharray: 4 3
  class item1,item2 off
`);
    const all = pathGraphAsMermaid(PATHS).text;
    expect(all).toContain('-.->|"Trial to Welcome<br/>2026-02-01 to 2026-08-31<br/>over the limit: extend"|');
    expect(all).toMatch(/\n {2}linkStyle 3,7 stroke:#cf222e\n$/);
  });

  test('a name stays within its quotes and is read as text', () => {
    fc.assert(
      fc.property(strange, strange, strange, (article, name, path) => {
        const lines = pathGraphAsMermaid(named(article, name, path))
          .text.trimEnd()
          .split('\n');
        expect(lines).toHaveLength(9);
        for (const line of lines.slice(4, 6)) expect(line).toMatch(/^ {2}item\d\["[^"`*{}|[\]\\]*"\]$/);
        for (const line of lines.slice(6, 8))
          expect(line).toMatch(/^ {2}item\d (==>|-\.->)\|"[^"`*{}|[\]\\]*"\| item\d$/);
      }),
    );
  });
});

test('on the terminal a name breaks no line and hides no code', () => {
  fc.assert(
    fc.property(strange, strange, strange, (article, name, path) => {
      const view = shownPathGraph(named(article, name, path));
      const { text } = view.text({ paint: createPaint(false), width: Number.POSITIVE_INFINITY });
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{Control}/u);
      expect(text.split('\n').filter((line) => line.startsWith('↺'))).toHaveLength(1);
    }),
  );
});
