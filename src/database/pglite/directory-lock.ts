// Two processes on one PGlite directory silently lose data, so the lock is taken before anything is opened. It is a
// file in the directory that names its holder; it is taken over only from a dead process.
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { TierctlError } from '../../domain/tierctl-error.ts';
import type { Lock } from '../database.ts';
import { PRIVATE_FILE } from './private-files.ts';
import { dataDirectoryLocked, dataDirectoryUnusable, lockFileUnusable } from './problems.ts';

const LOCK_FILE = 'tierctl.lock';
/** Suffix of a lock file: the lock of the process that removes it because its holder is dead. */
const TAKEOVER = '.takeover';
/** The lock of a remover that died may have to be taken over as well, and so on; only an attack could exceed this depth. */
const DEEPEST_TAKEOVER = 3;

/** Whether an entry of a data directory is its lock, or a lock that guards its takeover. */
export function isLockFile(entry: string): boolean {
  return entry === LOCK_FILE || entry.startsWith(`${LOCK_FILE}.`);
}

/** Absent on Windows. */
const NOT_THROUGH_LINKS = constants.O_NOFOLLOW ?? 0;

const Holder = z.object({
  token: z.string(),
  pid: z.number().int().positive(),
  /** Start time of the process in kernel clock ticks; protects against a reused pid. Null where unknown. */
  processStart: z.string().nullable(),
  host: z.string(),
  client: z.string(),
  since: z.string(),
});
type Holder = z.infer<typeof Holder>;

/**
 * Locks the existing `directory` for this process. Throws `busy` (code `data-directory-locked`), naming the holder, and
 * `config` (`data-directory-unusable`) if no file can be written.
 */
export async function lockDirectory(directory: string, client: string): Promise<Lock> {
  try {
    return await acquire({ file: join(directory, LOCK_FILE), directory, client, depth: 0 });
  } catch (error) {
    throw error instanceof TierctlError ? error : dataDirectoryUnusable(directory, error);
  }
}

interface Wanted {
  readonly file: string;
  readonly directory: string;
  readonly client: string;
  /** 0 for the lock itself, 1 for the one that guards removing it, and so on. */
  readonly depth: number;
}

async function acquire(wanted: Wanted): Promise<Lock> {
  const { file, directory, client, depth } = wanted;
  for (;;) {
    const lock = await create(file, client);
    if (lock !== undefined) return lock;
    const holder = await read(file);
    if (holder === undefined) continue;
    if (holder === 'unreadable' || depth === DEEPEST_TAKEOVER || (await isAlive(holder)))
      throw locked(file, directory, holder);
    await removeDead(wanted, holder);
  }
}

async function create(file: string, client: string): Promise<Lock | undefined> {
  const holder: Holder = {
    token: randomUUID(),
    pid: process.pid,
    processStart: await processStart(process.pid),
    host: hostname(),
    client,
    since: new Date().toISOString(),
  };
  let handle: FileHandle;
  try {
    handle = await open(file, 'wx', PRIVATE_FILE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
  try {
    await handle.writeFile(`${JSON.stringify(holder)}\n`).finally(() => handle.close());
  } catch (error) {
    // A lock without a holder would never be released.
    await rm(file, { force: true });
    throw error;
  }
  return { release: () => removeOf(file, holder.token) };
}

// Only one process at a time may remove a dead holder's file. The file is read again under that lock, because another
// process may have replaced it in between. The content of the file never becomes part of a path.
async function removeDead({ file, directory, client, depth }: Wanted, dead: Holder): Promise<void> {
  const takeover = await acquire({ file: `${file}${TAKEOVER}`, directory, client, depth: depth + 1 });
  try {
    await removeOf(file, dead.token);
  } finally {
    await takeover.release();
  }
}

/** Removes the file unless it now belongs to another holder: a user may have removed it, and another process locked it. */
async function removeOf(file: string, token: string): Promise<void> {
  const current = await read(file);
  if (current !== undefined && current !== 'unreadable' && current.token === token)
    await rm(file, { force: true });
}

/** The holder, `unreadable` while its file is not (yet) complete, or undefined if the file is gone. */
async function read(file: string): Promise<Holder | 'unreadable' | undefined> {
  // A holder writes its file at once, but a reader may open it between creation and content.
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      const parsed = Holder.safeParse(JSON.parse(await readRegular(file)));
      if (parsed.success) return parsed.data;
    } catch (error) {
      if (error instanceof TierctlError) throw error;
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return 'unreadable';
}

// tierctl creates only regular files. A dangling link would look like a file that is gone but cannot be created; opening
// a pipe would wait for its writer.
async function readRegular(file: string): Promise<string> {
  if (!(await lstat(file)).isFile()) throw lockFileUnusable(file);
  const handle = await open(file, constants.O_RDONLY | NOT_THROUGH_LINKS);
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const start = await processStart(holder.pid);
  return start === null || holder.processStart === null || start === holder.processStart;
}

/** Field 22 of /proc/PID/stat; null if there is no such file system. */
async function processStart(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function locked(file: string, directory: string, holder: Holder | 'unreadable'): TierctlError {
  const by =
    holder === 'unreadable'
      ? `the lock file ${file}, which cannot be read`
      : `process ${holder.pid} of ${holder.client} since ${holder.since}`;
  return dataDirectoryLocked(directory, by, file);
}
