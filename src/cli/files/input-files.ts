import { realpath, stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';

/** The files that a call reads: its results must not replace any of them. */
export class InputFiles {
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();

  /** `path` is absolute; it need not exist. */
  add(path: string): void {
    this.#files.add(path);
  }

  /** A folder whose whole contents the call uses, such as an embedded database. */
  addFolder(path: string): void {
    this.#folders.add(path);
  }

  /** Whether `path` is one of them, under any name, or lies in one of the folders. */
  async hold(path: string): Promise<boolean> {
    const wanted = await identity(path);
    if (wanted !== undefined) {
      for (const file of this.#files) if ((await identity(file)) === wanted) return true;
    }
    const folder = await placeOf(dirname(path));
    for (const own of this.#folders) {
      const place = await placeOf(own);
      if (place !== undefined && (folder === place || folder?.startsWith(place + sep) === true)) return true;
    }
    return false;
  }
}

/** The same for every name of a file, including hard and symbolic links. */
async function identity(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

function placeOf(folder: string): Promise<string | undefined> {
  return realpath(folder).catch(() => undefined);
}
