// The one way to write results to files that a user names: the whole file or nothing, and never over a file that the user
// did not mean.

import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, link, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { TierctlError } from '../../domain/tierctl-error.ts';
import type { System } from '../system.ts';
import type { InputFiles } from './input-files.ts';
import { fileExists, fileIsInput, fileIsLink, fileUnwritable, forceWithoutFile } from './problems.ts';

export interface ResultFile {
  /** Writes the text to the file. */
  write(text: string): Promise<void>;
  /** For results that come in parts. */
  draft(): Promise<Draft>;
}

/** The file does not appear or change before `publish`. */
export interface Draft {
  append(text: string): Promise<void>;
  publish(): Promise<void>;
  discard(): Promise<void>;
}

interface FileContext {
  readonly system: Pick<System, 'cwd'>;
  readonly inputs: InputFiles;
}

/** The file that `option` names, if any. Throws `usage` (`force-without-file`) if there is no file to replace. */
export async function resultFileOf(
  place: FileContext,
  option: string,
  name: string | undefined,
  force: true | undefined,
): Promise<ResultFile | undefined> {
  if (name !== undefined) return resultFile(place, name, { replace: force === true });
  if (force === undefined) return undefined;
  throw forceWithoutFile(option);
}

/** Errors of file systems without hard links. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/**
 * The file `name`, relative to the working directory; nothing is written yet. Throws `conflict` (`file-exists`) if it
 * exists, unless `replace`; `usage` if the call reads it (`file-is-input`), if it is a symbolic link (`file-is-link`) or
 * if it cannot be written (`file-unwritable`). `write` and `publish` check again.
 */
async function resultFile(
  { system, inputs }: FileContext,
  name: string,
  { replace }: { readonly replace: boolean },
): Promise<ResultFile> {
  const path = resolve(system.cwd, name);
  let isOurs = false;
  const check = async (): Promise<Stats | undefined> => {
    if (await inputs.hold(path)) throw fileIsInput(name);
    const found = await translated(name, () => whatIsAt(path));
    if (found?.isSymbolicLink() === true) throw fileIsLink(name);
    if (found?.isDirectory() === true) throw fileUnwritable(name, 'it is a folder');
    if (found?.isFile() === false) throw fileUnwritable(name, 'it is not a regular file');
    if (found !== undefined && !replace && !isOurs) throw fileExists(name);
    return found;
  };

  const draft = async (): Promise<Draft> => {
    const found = await check();
    const draftPath = join(dirname(path), `.tierctl-${randomBytes(6).toString('hex')}.tmp`);
    const mode = found === undefined ? 0o666 : found.mode & 0o777;
    const handle = await translated(name, () => open(draftPath, 'wx', mode));
    const discard = async () => {
      await handle.close().catch(() => undefined);
      await rm(draftPath, { force: true });
    };
    const orDiscard = async (work: () => Promise<void>) => {
      try {
        await translated(name, work);
      } catch (error) {
        await discard();
        throw error;
      }
    };
    return {
      append: (text) => orDiscard(() => handle.appendFile(text)),
      publish: () =>
        orDiscard(async () => {
          await settle(handle);
          if ((await check()) === undefined) await putNew(draftPath, path);
          else await rename(draftPath, path);
          isOurs = true;
        }),
      discard,
    };
  };

  await check();
  return {
    draft,
    write: async (text) => {
      const whole = await draft();
      await whole.append(text);
      await whole.publish();
    },
  };
}

async function settle(handle: FileHandle): Promise<void> {
  await handle.sync();
  await handle.close();
}

/** Fails with EEXIST if a file was created there in the meantime. */
async function putNew(draftPath: string, path: string): Promise<void> {
  try {
    await link(draftPath, path);
  } catch (error) {
    if (!NO_LINKS.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await rename(draftPath, path);
    return;
  }
  await rm(draftPath);
}

/** Undefined if there is no file. Throws if the folder does not exist either. */
async function whatIsAt(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await stat(dirname(path));
    return undefined;
  }
}

async function translated<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined || error instanceof TierctlError) throw error;
    if (code === 'EEXIST') throw fileExists(name);
    throw fileUnwritable(name, WHY[code] ?? message, error);
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its parent is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  ENAMETOOLONG: 'its name is too long',
};
