import { mkdir, readdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
export const dist = `${root}dist`;

/** Bundles src/ into dist/: one start-up chunk, and one chunk for each thing that is loaded only when needed. */
export async function bundle() {
  await mkdir(dist, { recursive: true });
  for (const file of await readdir(dist)) {
    if (/\.js(\.map)?$/.test(file)) await rm(`${dist}/${file}`);
  }
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
