// What `npm run build` makes in dist/: the bundled program, and beside it the prepared data directory that makes the
// first start of the embedded database quick.
import { writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { bundle, dist } from './bundle.js';

await bundle();
await writeTemplate();

async function writeTemplate() {
  const server = await PGlite.create();
  const dump = await server.dumpDataDir('gzip');
  await server.close();
  await writeFile(`${dist}/pglite-template.tar.gz`, Buffer.from(await dump.arrayBuffer()));
}
