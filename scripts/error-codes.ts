// docs/error-codes.md, from the definitions of problems: every function that calls `problem`, in the files called
// problems.ts, …-problems.ts and faults.ts. Its doc comment says what the problem means and, after "Fix:", what to do.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { EXIT_CODES } from '../src/cli/exit-codes.ts';
import { RECORD_CODES } from '../src/domain/imports/record-codes.ts';
import { type ErrorKind, PROBLEM_CODES, type ProblemCode } from '../src/domain/problem-codes.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

export interface DefinedProblem {
  readonly code: ProblemCode;
  readonly meaning: string;
  readonly fix: string;
  /** The members of its `data`. */
  readonly data: readonly string[];
}

export const KINDS = Object.keys(PROBLEM_CODES) as readonly ErrorKind[];

/** In the order of the codes. Calls `complain` for what is missing, defined twice, or not in the set. */
export function definedProblems(complain: (message: string) => void): DefinedProblem[] {
  const calls = sourceFiles(/^([a-z]+-)?(problems|faults)\.ts$/)
    .flatMap((file) => file.statements.filter(ts.isFunctionDeclaration))
    .flatMap((definition) => callsOf(definition).map((call) => ({ definition, call })));
  const own = calls.flatMap(({ call }) => literalOf(call.arguments[1]) ?? []);
  const found = calls.flatMap(({ definition, call }) => problemsOf(definition, call, own, complain));
  for (const code of new Set(KINDS.flatMap((kind) => [...PROBLEM_CODES[kind]]))) {
    const count = found.filter((one) => one.code === code).length;
    if (count !== 1) complain(`the code ${code} has ${count} definitions; it must have one`);
  }
  return found.sort((one, other) => (one.code < other.code ? -1 : 1));
}

/** One section a kind, one row a code. */
export function errorCodes(problems: readonly DefinedProblem[]): string {
  return `# Error codes

An error has a kind, which decides the [exit code](exit-codes.md), and a code, which says exactly what is wrong.
\`-o json\` prints both ([json.md](json.md#errors)). A code keeps its meaning and its kind within a major version; new codes may
be added at any time: handle those that you do not know by their kind.

The \`data\` of an error has the same members wherever its code occurs; what does not apply is \`null\`. An error of a catalogue
file also has \`problems\`: every place with its own code and message. Each record that an import rejects has the code of an
error or [one of its own](#records-of-an-import), and each subscription that fails in a run the code of its error.

An error without a code of this page has the kind and the code \`unexpected\` (exit code 1): run the command again with
\`--verbose\`, and report what it prints.

The numbers that the servers give to errors, and the codes that they become: [error-numbers.md](error-numbers.md).

This page is made by \`npm run docs\` from the definitions of the problems.
${KINDS.map((kind) => section(kind, problems)).join('')}
## Records of an import

| code | what it means | what to do |
| --- | --- | --- |
${recordRows()}`;
}

function recordRows(): string {
  return Object.entries(RECORD_CODES)
    .map(([code, [meaning, fix]]) => `| \`${code}\` | ${meaning} | ${fix} |\n`)
    .join('');
}

function section(kind: ErrorKind, problems: readonly DefinedProblem[]): string {
  const codes: readonly string[] = PROBLEM_CODES[kind];
  const rows = problems
    .filter(({ code }) => codes.includes(code))
    .map(({ code, meaning, fix, data }) => {
      const members = data.map((member) =>
        member === '[noun]' ? 'the name again, under its noun' : `\`${member}\``,
      );
      return `| \`${code}\` | ${meaning} | ${fix} | ${members.join(', ')} |\n`;
    });
  return `
## ${kind}: exit code ${EXIT_CODES[kind]}

| code | what it means | what to do | \`data\` |
| --- | --- | --- | --- |
${rows.join('')}`;
}

/** Complains about each kebab-case word that a doc comment says to be thrown and that is neither a code nor a kind. */
export function checkThrows(complain: (message: string) => void): void {
  const known = new Set<string>([...KINDS, ...KINDS.flatMap((kind) => [...PROBLEM_CODES[kind]])]);
  for (const { fileName, text } of sourceFiles(/\.ts$/)) {
    for (const [comment] of text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
      for (const [, sentence = ''] of comment.matchAll(/\bthrows\b([\s\S]*?)(?=\.\s|\*\/)/gi)) {
        for (const [, word = ''] of sentence.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)) {
          if (!known.has(word))
            complain(`${relative(ROOT, fileName)} says that it throws ${word}, which is no code`);
        }
      }
    }
  }
}

function problemsOf(
  definition: ts.FunctionDeclaration,
  call: ts.CallExpression,
  own: readonly string[],
  complain: (message: string) => void,
): DefinedProblem[] {
  const name = definition.name?.text ?? 'a function';
  const [meaning, fix] = commentOf(definition).split(' Fix: ');
  if (meaning === undefined || fix === undefined) complain(`${name} does not say what to do, after "Fix:"`);
  const literal = literalOf(call.arguments[1]);
  const nouns: readonly (readonly [code: string, noun: string])[] =
    literal === undefined ? nounsOf(call.arguments[1], own) : [[literal, '']];
  if (nouns.length === 0) complain(`${name} has a code that cannot be read`);
  const members = dataOf(call, complain);
  return nouns.map(([code, noun]) => ({
    code: code as ProblemCode,
    meaning: cell((meaning ?? '').replaceAll('NOUN', noun)),
    fix: cell(capitalised(fix ?? '')),
    data: members.map((member) => (member === '[noun]' && noun !== '' ? noun : member)),
  }));
}

/** Of a code such as `${noun}-not-found`: those of the set that no other definition has. */
function nounsOf(argument: ts.Expression | undefined, own: readonly string[]): [string, string][] {
  if (argument === undefined || !ts.isTemplateExpression(argument)) return [];
  const [span] = argument.templateSpans;
  const form = new RegExp(`^${argument.head.text}([a-z]+)${span?.literal.text}$`);
  return KINDS.flatMap((kind) => [...PROBLEM_CODES[kind]])
    .filter((code) => !own.includes(code))
    .flatMap((code): [string, string][] => {
      const [, noun] = form.exec(code) ?? [];
      return noun === undefined ? [] : [[code, noun]];
    });
}

function dataOf(call: ts.CallExpression, complain: (message: string) => void): string[] {
  const [details] = call.arguments.slice(3);
  if (details === undefined) return [];
  if (!ts.isObjectLiteralExpression(details)) {
    complain(`the details of ${call.arguments[1]?.getText()} are not written out`);
    return [];
  }
  const data = details.properties.find((one) => one.name?.getText() === 'data');
  if (data === undefined) return [];
  if (!ts.isPropertyAssignment(data) || !ts.isObjectLiteralExpression(data.initializer)) {
    complain(`the data of ${call.arguments[1]?.getText()} is not written out`);
    return [];
  }
  return data.initializer.properties.map((one) => one.name?.getText() ?? one.getText());
}

function callsOf(definition: ts.FunctionDeclaration): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'problem') found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(definition);
  return found;
}

function commentOf(definition: ts.FunctionDeclaration): string {
  return ts
    .getJSDocCommentsAndTags(definition)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

function literalOf(argument: ts.Expression | undefined): string | undefined {
  return argument !== undefined && ts.isStringLiteral(argument) ? argument.text : undefined;
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function cell(text: string): string {
  return text.trim().replaceAll('|', '\\|');
}

function sourceFiles(called: RegExp): ts.SourceFile[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => called.test(basename(name)))
    .map((name) => {
      const path = join(ROOT, 'src', name);
      return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    });
}
