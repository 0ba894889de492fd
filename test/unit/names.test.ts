import { expect, test } from 'vitest';
import { parseGroupName } from '../../src/domain/groups/group.ts';
import { parseLevel } from '../../src/domain/groups/member.ts';
import { parseArticleNumber } from '../../src/domain/items/article-number.ts';

test.each(['Webhosting', 'Web hosting (old)', 'ウェブ', 'x'.repeat(200)])(
  'a group may be called %s',
  (name) => {
    expect(parseGroupName(name)).toBe(name);
  },
);

test.each(['', '   ', ' Webhosting', 'Webhosting ', 'Web\nhosting', 'x'.repeat(201)])(
  '%j names no group',
  (name) => {
    expect(() => parseGroupName(name)).toThrow(
      expect.objectContaining({ kind: 'usage', code: 'bad-group-name' }),
    );
  },
);

test.each(['', 'HST GOLD', 'HST\tGOLD', 'x'.repeat(101), '8E8E00EC-A78F-4635-8787-2EBF9DE62106'])(
  '%j is no article number',
  (text) => {
    expect(() => parseArticleNumber(text)).toThrow(
      expect.objectContaining({ kind: 'usage', code: 'bad-article-number' }),
    );
  },
);

test.each([
  ['3', 3],
  ['-1', -1],
  ['+2', 2],
  ['0', 0],
  ['-0', 0],
  ['2147483647', 2_147_483_647],
  ['-2147483648', -2_147_483_648],
])('%s is level %d', (text, level) => {
  expect(parseLevel(text)).toBe(level);
});

test.each(['', 'three', '1.5', '1e3', '0x10', ' 1', '2147483648', '-2147483649', 'Infinity'])(
  '%j is no level',
  (text) => {
    expect(() => parseLevel(text)).toThrow(expect.objectContaining({ kind: 'usage', code: 'bad-level' }));
  },
);
