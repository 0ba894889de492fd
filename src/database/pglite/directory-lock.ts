// Two processes on one PGlite directory silently lose data, so the lock comes before anything is opened. It is a
// file beside the directory that names its holder; it is taken over only from a process that is dead.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { z } from 'zod';
import { TierctlError } from '../../domain/tierctl-error.ts';
import type { Lock } from '../database.ts';

const Holder = z.object({
  token: z.string(),
  pid: z.number().int(),
  /** When the process started, in the kernel's own clock ticks; guards against a reused pid. Null where unknown. */
  processStart: z.string().nullable(),
  host: z.string(),
  client: z.string(),
  since: z.string(),
});
type Holder = z.infer<typeof Holder>;

/** Locks `directory` for this process, or throws `busy` (code `data-directory-locked`), naming the holder. */
export async function lockDirectory(directory: string, client: string): Promise<Lock> {
  await mkdir(dirname(directory), { recursive: true });
  return acquire(`${directory}.lock`, directory, client);
}

async function acquire(file: string, directory: string, client: string): Promise<Lock> {
  for (;;) {
    const lock = await create(file, client);
    if (lock !== undefined) return lock;
    const holder = await read(file);
    if (holder === undefined) continue;
    if (holder === 'unreadable' || (await isAlive(holder))) throw locked(file, directory, holder);
    await removeDead(file, directory, client, holder);
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
  try {
    await writeFile(file, `${JSON.stringify(holder)}\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
  return { release: () => rm(file, { force: true }) };
}

// Only one process may remove a given dead holder's file: the one that holds the lock named after its token. The
// file is read again under that lock, since another may have replaced it in between.
async function removeDead(file: string, directory: string, client: string, dead: Holder): Promise<void> {
  const takeover = await acquire(`${file}.${dead.token}`, directory, client);
  try {
    const current = await read(file);
    if (current !== undefined && current !== 'unreadable' && current.token === dead.token) await rm(file);
  } finally {
    await takeover.release();
  }
}

/** The holder, `unreadable` while its file is not (yet) whole, or undefined when the file is gone. */
async function read(file: string): Promise<Holder | 'unreadable' | undefined> {
  // A holder writes its file in one go, yet a reader may come between creation and content.
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      const parsed = Holder.safeParse(JSON.parse(await readFile(file, 'utf8')));
      if (parsed.success) return parsed.data;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return 'unreadable';
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

/** Field 22 of /proc/PID/stat; null where there is no such file system. */
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
  return new TierctlError(
    'busy',
    'data-directory-locked',
    `the database in ${directory} is in use by ${by}`,
    {
      hint: `try again when it has finished; if no such process runs, remove ${file}`,
    },
  );
}
