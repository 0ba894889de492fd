// Writes what the program says of itself into the docs: docs/reference.md, and the usage block of README.md. With
// --check it writes nothing and fails where they are stale. Either way every dependency has its reason in the docs.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { addCommands } from '../src/cli/commands.ts';
import { createProgram } from '../src/cli/program.ts';
import { testSystem } from '../test/support/test-system.ts';
import { commandReference } from './command-reference.ts';

const USAGE = /(<!-- usage: made by npm run docs -->\n)[\s\S]*?(\n<!-- end of usage -->)/;

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const program = documentedProgram();
const readme = await current('README.md');
if (!USAGE.test(readme)) throw new Error('README.md has lost the marks of its usage block');
const usage = `\`\`\`text\n${program.helpInformation().trim()}\n\`\`\``;
const wanted = new Map([
  ['docs/reference.md', commandReference(program)],
  ['README.md', readme.replace(USAGE, (_, open, close) => `${open}\n${usage}\n${close}`)],
]);

for (const [file, text] of wanted) {
  if ((await current(file)) === text) continue;
  if (values.check) {
    console.error(`${file} is stale; run: npm run docs`);
    process.exitCode = 1;
  } else {
    await writeFile(place(file), text);
    console.log(`wrote ${file}`);
  }
}

const reasons = await current('docs/dependencies.md');
const { dependencies, devDependencies } = JSON.parse(await current('package.json'));
for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
  if (new RegExp(`^\\|[^|]*\`${name}\``, 'm').test(reasons)) continue;
  console.error(`docs/dependencies.md gives no reason for ${name}`);
  process.exitCode = 1;
}

/** The program without a terminal, so that its help is as wide for everybody. No command of it is ever run. */
function documentedProgram(): CommandUnknownOpts {
  const created = createProgram(testSystem(), { stdout: false, stderr: false });
  const never = () => Promise.reject(new Error('the docs run no command'));
  addCommands(created, never, never);
  return created;
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
