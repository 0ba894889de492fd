// What `npm run build` makes in dist/: the bundled program, and beside it the prepared data directory that makes the
// first start of the embedded database quick.
import { readFile, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { bundle, dist } from './bundle.js';

const template = `${dist}/pglite-template.tar.gz`;
const madeBy = `${dist}/pglite-template.version`;

await bundle();
if (!(await hasTemplate())) await writeTemplate();

// npx builds a checkout once more before it runs it; initialising a database again would keep people waiting.
async function hasTemplate() {
  try {
    await readFile(template);
    return (await readFile(madeBy, 'utf8')) === (await pgliteVersion());
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

async function writeTemplate() {
  const server = await PGlite.create();
  const dump = await server.dumpDataDir('gzip');
  await server.close();
  await writeFile(template, Buffer.from(await dump.arrayBuffer()));
  await writeFile(madeBy, await pgliteVersion());
}

async function pgliteVersion() {
  const packageJson = new URL('../node_modules/@electric-sql/pglite/package.json', import.meta.url);
  return JSON.parse(await readFile(packageJson, 'utf8')).version;
}
