import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { commandLine } from '../../../src/domain/command-line.ts';
import { hostile, steers } from '../../support/hostile.ts';

describe('a command line that a hint proposes', () => {
  test.each([
    [commandLine`tierctl item show ${'HST-GOLD'}`, 'tierctl item show HST-GOLD'],
    [commandLine`tierctl item show ${'a b'}`, "tierctl item show 'a b'"],
    [commandLine`tierctl item show ${"'; rm -rf ~ #"}`, "tierctl item show ''\\''; rm -rf ~ #'"],
    [commandLine`tierctl item show ${''}`, "tierctl item show ''"],
    [commandLine`tierctl item show ${'=ls'}`, "tierctl item show '=ls'"],
    [
      commandLine`tierctl item show ${'a\u001b[8m\u202e\\'}`,
      "tierctl item show $'a\\033[8m\\342\\200\\256\\\\'",
    ],
    [commandLine`--component ${'a b'}:${'c'}=VALUE`, "--component 'a b:c=VALUE'"],
    [commandLine`tierctl run revert ${7}`, 'tierctl run revert 7'],
    [
      commandLine`tierctl member add ${'--database=x'} ARTICLE --level 1`,
      'tierctl member add --level 1 -- --database=x ARTICLE',
    ],
    [commandLine`tierctl item set ${'-x'} --active`, 'tierctl item set --active -- -x'],
    [commandLine`tierctl path list --source ${'-x'}`, 'tierctl path list --source -x'],
  ])('%s', (written, expected) => {
    expect(written).toBe(expected);
  });

  test('is read by a shell as it is meant, and hides nothing', () => {
    const texts = fc.sample(hostile, 200).map((text) => text.replaceAll('\u0000', ''));
    const whole = texts.map((text) => Buffer.from(text).toString());
    const line = whole.map((text) => commandLine`printf ${'%s\\0'} ${text}`).join('\n');
    expect(steers(line)).toBe(false);
    const words = execFileSync('bash', ['-c', line], { encoding: 'utf8' }).split('\u0000').slice(0, -1);
    expect(words).toEqual(whole);
  });
});

/** Values of ours, no data. */
const OURS = /^([A-Z_]+|noun|adoptable)$/;

test('every one that holds data is written with the tag', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const found: string[] = [];
  const visit = (node: ts.Node, file: ts.SourceFile): void => {
    if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent)) {
      let before = node.head.text;
      for (const { expression, literal } of node.templateSpans) {
        const name = /^\w+/.exec(expression.getText(file))?.[0] ?? '';
        const isProposed = /\btierctl [a-z]+ [^:]*$|(^|\s)--[a-z-]+[ =]$/.test(before);
        if (isProposed && name !== 'commandLine' && !OURS.test(name)) {
          const { line } = file.getLineAndCharacterOfPosition(expression.getStart(file));
          found.push(`${relative(root, file.fileName)}:${line + 1}: ${expression.getText(file)}`);
        }
        before = name === 'commandLine' ? literal.text : `${before}…${literal.text}`;
      }
    }
    ts.forEachChild(node, (child) => visit(child, file));
  };
  for (const entry of readdirSync(join(root, 'src'), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const path = join(entry.parentPath, entry.name);
    const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    visit(file, file);
  }
  expect(found).toEqual([]);
});
