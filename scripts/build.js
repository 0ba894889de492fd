// Bundles src/ into dist/: one start-up chunk, and one chunk for each thing that is loaded only when needed. Beside
// it goes the prepared data directory that makes the first start of the embedded database quick.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([bundle(), writeTemplate()]);

async function bundle() {
  await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    packages: 'external',
    logLevel: 'warning',
  });
}

async function writeTemplate() {
  const server = await PGlite.create();
  const dump = await server.dumpDataDir('gzip');
  await server.close();
  await writeFile(`${dist}/pglite-template.tar.gz`, Buffer.from(await dump.arrayBuffer()));
}
