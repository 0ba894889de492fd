// Where catalogue files come from: a file, a folder of them, or standard input. Bytes become text here.

import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { TierctlError } from '../../domain/tierctl-error.ts';
import { encodingProblem } from '../files/encoding-problem.ts';
import type { InputFiles } from '../files/input-files.ts';
import { fileUnreadable, noCatalogueFiles, stdinTwice } from '../files/problems.ts';
import type { System } from '../system.ts';
import { badFile } from './file-problem.ts';

export interface CatalogueSource {
  /** As given on the command line; `stdin` for `-`. */
  readonly file: string;
  readonly text: string;
}

/** A parsed file takes about 80 times its size in memory. This limit fits a common machine. */
const LARGEST_BYTES = 8 * 1024 * 1024;

const EXTENSION = /\.(ya?ml|json)$/i;

/** What relative file names refer to, and the files that are read. */
export interface FileReader {
  readonly system: Pick<System, 'cwd' | 'stdin'>;
  readonly inputs: InputFiles;
}

/** Reads the files in `names`, in order; for a folder, every YAML and JSON file in it, by name. */
export async function readSources(
  { system, inputs }: FileReader,
  names: readonly string[],
): Promise<CatalogueSource[]> {
  if (names.filter((name) => name === '-').length > 1) {
    throw stdinTwice();
  }
  const sources: CatalogueSource[] = [];
  for (const name of names) {
    if (name === '-') {
      sources.push({ file: 'stdin', text: decode('stdin', await collect('stdin', system.stdin.bytes())) });
    } else {
      for (const file of await filesOf(system.cwd, name)) {
        inputs.add(resolve(system.cwd, file));
        sources.push({ file, text: decode(file, await readBytes(system.cwd, file)) });
      }
    }
  }
  return sources;
}

async function filesOf(cwd: string, name: string): Promise<string[]> {
  const place = resolve(cwd, name);
  const found = await stat(place).catch((error: NodeJS.ErrnoException) => {
    throw fileUnreadable('config', name, error);
  });
  if (!found.isDirectory()) return [name];
  const entries = await readdir(place, { withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory() && EXTENSION.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  if (files.length > 0) return files.map((file) => join(name, file));
  throw noCatalogueFiles(name);
}

async function readBytes(cwd: string, name: string): Promise<Uint8Array> {
  try {
    const file = await open(resolve(cwd, name));
    try {
      // Read as a stream, because the size of a pipe or device is not known in advance.
      return await collect(name, file.createReadStream({ autoClose: false }));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof TierctlError) throw error;
    throw fileUnreadable('config', name, error as NodeJS.ErrnoException);
  }
}

async function collect(name: string, chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > LARGEST_BYTES) {
      throw badFile(name, `it is larger than ${LARGEST_BYTES / 1024 / 1024} MB`, null, null);
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** A byte order mark at the beginning is not part of the text. */
function decode(file: string, bytes: Uint8Array): string {
  const problem = encodingProblem(bytes);
  if (problem === undefined) return new TextDecoder('utf-8').decode(bytes);
  throw badFile(file, `${problem.message}; save it as UTF-8`, problem.line, null);
}
