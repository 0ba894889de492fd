import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TierctlError } from '../../domain/tierctl-error.ts';

/**
 * Writes a result to a file that a person named, relative to where they are. Throws `conflict` (`file-exists`) where it
 * is there already, unless `replace`; `usage` (`file-unwritable`) where it cannot be written.
 */
export async function writeResultFile(
  cwd: string,
  file: string,
  text: string,
  { replace }: { readonly replace: boolean },
): Promise<void> {
  try {
    await writeFile(resolve(cwd, file), text, { flag: replace ? 'w' : 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') {
      throw new TierctlError('conflict', 'file-exists', `the file ${file} exists already`, {
        hint: 'name another, or pass --force to replace it',
        data: { file },
      });
    }
    if (code === undefined) throw error;
    throw new TierctlError('usage', 'file-unwritable', `the file ${file} cannot be written: ${message}`, {
      cause: error,
      data: { file },
    });
  }
}
