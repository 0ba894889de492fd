import { readdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = `${root}dist`;

/** Bundles src/ into dist/: one start-up chunk, and one chunk for each thing that is loaded only when needed. */
export async function bundle() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // For stack traces, which need lines and names; the sources themselves stay out of the package.
    sourcemap: true,
    sourcesContent: false,
    packages: 'external',
    logLevel: 'warning',
    metafile: true,
  });
  await removeAllBut(new Set(Object.keys(metafile.outputs).map((file) => basename(file))));
}

// Last, not first: another process may be running from dist/ right now.
async function removeAllBut(current) {
  for (const file of await readdir(dist)) {
    if (/\.js(\.map)?$/.test(file) && !current.has(file)) await rm(`${dist}/${file}`);
  }
}
