// Data that wants to give commands, on its way through what every renderer and prompt goes through.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { details } from '../../../src/cli/render/details.ts';
import { createPaint } from '../../../src/cli/render/paint.ts';
import { prose } from '../../../src/cli/render/prose.ts';
import { table } from '../../../src/cli/render/table.ts';
import type { View } from '../../../src/cli/render/view.ts';
import { csv } from '../../../src/cli/safe-text/csv-text.ts';
import { dotText } from '../../../src/cli/safe-text/dot-text.ts';
import { jsonLines, jsonText } from '../../../src/cli/safe-text/json-text.ts';
import { mermaidFlowchart, mermaidLabel } from '../../../src/cli/safe-text/mermaid-text.ts';
import {
  lines,
  type Printable,
  printable,
  printableLines,
  sections,
  show,
} from '../../../src/cli/safe-text/printable.ts';
import { svg } from '../../../src/cli/safe-text/svg-text.ts';
import { readXml } from '../../support/database/well-formed.ts';
import { hostile, OUR_COLOURS, steers } from '../../support/hostile.ts';

const paint = createPaint(true);
const terminal = (width = Number.POSITIVE_INFINITY) => ({ paint, width });

/** Without our own colours and line breaks nothing steers any more. */
const harmless = ({ text }: Printable) => !steers(text.replace(OUR_COLOURS, ''));

describe('for the terminal', () => {
  test('a string is data, whatever it went through', () => {
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        fc.integer({ min: 20, max: 120 }),
        (one, other, third, width) => {
          const columns = [
            { heading: one, cell: () => other },
            { heading: other, cell: () => paint.bad(third) },
            { heading: 'painted', cell: () => one, paint: (cell: Printable) => paint.strong(cell) },
          ];
          const shown = [
            printable(one),
            show`${one}: ${paint.strong(other)} (${show`${third}`})`,
            lines([one, paint.faint(show`${other}${third}`)]),
            sections([one, null, other]),
            details(terminal(), [
              [one, other],
              ['long', paint.good(third)],
            ]),
            prose(terminal(width), `${one} ${other} ${third}`, '  '),
            table(terminal(width), columns, [1, 2]),
          ];
          expect(shown.map(harmless)).toEqual(shown.map(() => true));
        },
      ),
    );
  });

  test('our own colours stay, those of data are shown', () => {
    expect(show`${paint.bad('no\u001b[8m')} ${'\u001b[32myes'}`.text).toBe(
      '\u001b[31mno␛[8m\u001b[39m ␛[32myes',
    );
    expect(String(show`${paint.bad('red')}`)).toBe('red');
  });

  test('a line break of data makes no line of its own', () => {
    expect(show`name: ${'x\nname: y'}`.text).toBe('name: x␊name: y');
    expect(lines(['a\r\nb', 'c']).text).toBe('a␍␊b\nc');
  });

  test('further lines of details stand in the column of their values', () => {
    const entries = [
      ['description', 'one\r\ntwo\n\nin effect  always'],
      ['in effect', 'never'],
    ] as const;
    expect(details({ paint: createPaint(false), width: 80 }, entries).text).toBe(
      'description  one\n             two\n\n             in effect  always\nin effect    never',
    );
  });

  test('further lines of a message are indented, once', () => {
    expect(printableLines('one\nhint: two\n  three\n\nfour\u0085five', '  ').text).toBe(
      'one\n  hint: two\n  three\n\n  four<U+0085>five',
    );
  });

  test('the compiler refuses what is not safe', () => {
    const bold = paint.strong('x');
    const view: Pick<View, 'text'> = {
      // @ts-expect-error: a string is data.
      text: () => 'made by hand',
    };
    // @ts-expect-error: within a template literal it would become data again.
    const within = () => `${bold}`;
    // @ts-expect-error: so it would behind a plus.
    const added = () => bold + bold;
    // @ts-expect-error: what is safe for one reader is not for another.
    const other: Printable = svg`<g/>`;
    expect([view.text, within, added]).toHaveLength(3);
    expect(other.text).toBe('<g/>');
  });
});

describe('a table in a narrow terminal', () => {
  const plain = { paint: createPaint(false), width: 24 };
  const columns = [
    { heading: 'name', cell: (row: readonly string[]) => row[0] },
    { heading: 'more', cell: (row: readonly string[]) => row[1] },
  ];

  test('what a first column goes on with does not pass for a row', () => {
    const rows = [['GOLD hosting SILVER hosting', 'yes']];
    expect(table(plain, columns, rows).text).toBe(
      'name                more\nGOLD hosting        yes\n  SILVER hosting',
    );
  });

  test('keeps colours within their cells, line by line', () => {
    const painted = [{ heading: 'name', cell: () => show`a ${paint.bad('red words go on')} z` }];
    expect(table({ paint, width: 10 }, painted, [1]).text.split('\n').slice(1)).toEqual([
      'a \u001b[31mred\u001b[39m',
      '  \u001b[31mwords go\u001b[39m',
      '  \u001b[31mon\u001b[39m z',
    ]);
  });
});

describe('for other programs', () => {
  test('JSON is the same value, with nothing hidden in it', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const written = jsonText({ [text]: [text] }, 2).text;
        expect(JSON.parse(written)).toEqual({ [text]: [text] });
        expect(steers(written)).toBe(false);
        const [first = '', ...rest] = jsonLines([{ text }, text]).text.split('\n');
        expect(JSON.parse(first)).toEqual({ text });
        expect(rest).toHaveLength(2);
      }),
    );
    expect(jsonText('\u009b31m\u202e\u{e0041}\u2028').text).toBe(
      '"\\u009b31m\\u202e\\udb40\\udc41\\u2028"\n',
    );
  });

  test('CSV has its own line breaks and those of its cells, and no other control character', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const written = csv([{ text, within: [text] }]).text;
        expect(written.replace(/\r\n|[\n\t]/g, '')).not.toMatch(/\p{Cc}/u);
      }),
    );
    expect(csv([{ a: 'x\u001b[8m\u009by\rz\nw\t' }]).text).toBe(
      'a\r\n"x\\u001b[8m\\u009by\\u000dz\nw\t"\r\n',
    );
  });

  test('SVG: data is character data', () => {
    fc.assert(
      fc.property(hostile, (data) => {
        const found = readXml(svg`<svg a="${data}"><text>-${data}</text></svg>`.text);
        expect(found).toContainEqual({ element: 'text', text: `-${printable(data).text}` });
      }),
    );
  });

  test('Mermaid: neither a label nor the title holds a directive or a tag', () => {
    const name = '%%{init: {"theme": "dark"}}%% <img src=x onerror=alert(1)> `*"';
    expect(mermaidLabel(name, '1. x').text).toBe(
      '"#37;#37;#123;init: #123;#34;theme#34;: #34;dark#34;#125;#125;#37;#37; #60;img src=x onerror=alert(1)#62; #96;#42;#34;<br/>1#46; x"',
    );
    const title = mermaidFlowchart(name, 'LR')[1]?.text ?? '';
    expect(title).not.toMatch(/%%|[<>{}]/);
    expect(JSON.parse(title.slice('title: '.length))).toBe(name);
  });

  test('DOT: a text ends where it ends', () => {
    fc.assert(
      fc.property(hostile, (data) => {
        expect(dotText(data).text).toMatch(/^"(?:[^"\\]|\\\\|\\")*"$/u);
      }),
    );
    expect(dotText('A\\"{x[URL=<javascript:1>]}', '\\N &amp;').text).toBe(
      '"A\\\\\\"{x[URL=<javascript:1>]}\\n\\\\N &amp;amp;"',
    );
  });
});
