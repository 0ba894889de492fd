import { expect, test } from 'vitest';
import { visible } from '../../src/cli/safe-text/hidden-characters.ts';
import { handWritten } from '../support/catalogue/hand-written.ts';
import { useCli } from '../support/cli.ts';

const cli = useCli();
const hand = handWritten(() => cli.database);

test.each([
  ['a\u001b]0;title\u0007b', 'a␛]0;title␇b'],
  ['a\u001b[2Jb\r\n\tc', 'a␛[2Jb␍␊␉c'],
  ['\u001b[8mhidden', '␛[8mhidden'],
  ['del \u007f, c1 \u009b31m \u0085', 'del ␡, c1 <U+009B>31m <U+0085>'],
  ['bidi \u202e\u2066\u200f', 'bidi <U+202E><U+2066><U+200F>'],
  ['a\u200bb\u00adc\u2060d\ufeff\u2028', 'a<U+200B>b<U+00AD>c<U+2060>d<U+FEFF><U+2028>'],
  ['half \ud800, none \uffff, tag \u{e0041}', 'half <U+D800>, none <U+FFFF>, tag <U+E0041>'],
  ['a\u200db', 'a<U+200D>b'],
  ['line ↑ 日本語 🎉 👩‍👩‍👧 می‌خواهم क्‍ष \u0600', 'line ↑ 日本語 🎉 👩‍👩‍👧 می‌خواهم क्‍ष \u0600'],
])('%j', (text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(visible(shown)).toBe(shown);
});

test('what other programs wrote into the billing tables cannot steer the terminal, and is exact in JSON', async () => {
  const name = 'evil\u001b]0;owned\u0007';
  await hand.item('BAD', name);
  await hand.group(name);
  const list = await cli.run(['item', 'list']);
  expect(list.stdout).toContain('evil␛]0;owned␇');
  expect(list.stdout).not.toContain('\u001b');
  expect((await cli.run(['item', 'list', '-o', 'json'])).json()).toMatchObject({ items: [{ name }] });
  const failed = await cli.run(['group', 'create', 'evil\u001b]0;ownd\u0007']);
  expect(failed.stderr).not.toContain('\u001b');
  const unknown = await cli.run(['group', 'show', 'evil\u001b]0;ownd\u0007']);
  expect(unknown).toMatchObject({ code: 4, stderr: expect.stringContaining('did you mean evil␛]0;owned␇?') });
});
