import { expect, test } from 'vitest';
import { withoutControlCharacters } from '../../src/cli/render/control-characters.ts';
import { handWritten } from '../support/catalogue/hand-written.ts';
import { useCli } from '../support/cli.ts';

const cli = useCli();
const hand = handWritten(() => cli.database);

test.each([
  ['a\u001b]0;title\u0007b', 'a␛]0;title␇b'],
  ['a\u001b[2Jb\r\tc', 'a␛[2Jb␍␉c'],
  ['del \u007f, c1 \u009b31m', 'del ␡, c1 \ufffd31m'],
  ['\u001b[1mbold\u001b[22m\nline ↑ 日本語 🎉', '\u001b[1mbold\u001b[22m\nline ↑ 日本語 🎉'],
])('%j', (text, shown) => {
  expect(withoutControlCharacters(text)).toBe(shown);
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
