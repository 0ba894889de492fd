// Writes what the code says about itself into the docs: docs/reference.md, docs/error-codes.md, docs/error-numbers.md, and the
// marked blocks of README.md (usage), docs/architecture.md (pictures) and docs/data-model.md (the statements of a batch). With
// --check it writes nothing and fails where they are stale. In both modes every dependency must have its reason in the docs,
// every command its result, and every code that a comment says to be thrown its definition.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { addCommands } from '../src/cli/commands.ts';
import { createProgram } from '../src/cli/program.ts';
import { testSystem } from '../test/support/test-system.ts';
import { floorsAndRooms, stepsOfABatch } from './architecture.ts';
import { batchStatements } from './batch-statements.ts';
import { catalogueJsonSchema } from './catalogue-json-schema.ts';
import { commandReference, leafCommands } from './command-reference.ts';
import { checkThrows, definedProblems, errorCodes } from './error-codes.ts';
import { errorNumbers } from './error-numbers.ts';

const BLOCK = /(<!-- (.*): made by npm run docs -->\n)[\s\S]*?(<!-- end -->)/g;

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const program = documentedProgram();
const [reason = '', ...statements] = await batchStatements();
const wanted = {
  'docs/reference.md': commandReference(program),
  'docs/error-codes.md': errorCodes(definedProblems(complain)),
  'docs/error-numbers.md': errorNumbers(),
  'schema/catalogue-1.json': catalogueJsonSchema(),
  'README.md': await withBlocks('README.md', { usage: fence('text', program.helpInformation().trim()) }),
  'docs/architecture.md': await withBlocks('docs/architecture.md', {
    'floors and rooms': fence('mermaid', floorsAndRooms()),
    'the steps of a batch': fence('mermaid', stepsOfABatch()),
  }),
  'docs/data-model.md': await withBlocks('docs/data-model.md', {
    'the reason to stay': fence('sql', reason),
    ...Object.fromEntries(statements.map((sql, index) => [`statement ${index + 1}`, fence('sql', sql)])),
  }),
};

for (const [file, text] of Object.entries(wanted)) {
  if ((await current(file)) === text) continue;
  if (values.check) {
    complain(`${file} is stale; run: npm run docs`);
  } else {
    await writeFile(place(file), text);
    console.log(`wrote ${file}`);
  }
}

checkThrows(complain);

const reasons = await current('docs/dependencies.md');
const { dependencies, devDependencies } = JSON.parse(await current('package.json'));
for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
  const line = new RegExp(`^\\|[^|]*\`${name}\``, 'm');
  if (!line.test(reasons)) complain(`docs/dependencies.md gives no reason for ${name}`);
}

const results = await current('docs/json.md');
for (const name of leafCommands(program)) {
  // The demo is a text for people.
  if (name !== 'demo' && !results.includes(`\`${name}`))
    complain(`docs/json.md does not say what ${name} gives`);
}

/** The program without a terminal, so that its help is as wide for everybody. No command of it is ever run. */
function documentedProgram(): CommandUnknownOpts {
  const created = createProgram(testSystem(), { stdout: false, stderr: false });
  const never = () => Promise.reject(new Error('the docs run no command'));
  addCommands(created, never, never);
  return created;
}

/** The file with its marked blocks replaced. A block too many or too few means that the text around it is wrong. */
async function withBlocks(file: string, blocks: Readonly<Record<string, string>>): Promise<string> {
  const left = new Map(Object.entries(blocks));
  const text = (await current(file)).replace(BLOCK, (_, open: string, name: string, close: string) => {
    const block = left.get(name);
    if (block === undefined || !left.delete(name)) complain(`${file} marks "${name}", which is not there`);
    return `${open}\n${block}\n\n${close}`;
  });
  for (const name of left.keys()) complain(`${file} does not mark and explain "${name}"`);
  return text;
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function complain(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

async function current(file: string): Promise<string> {
  try {
    return await readFile(place(file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function place(file: string): string {
  return fileURLToPath(new URL(`../${file}`, import.meta.url));
}
