import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './database/postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

const BUILD = fileURLToPath(new URL('../../scripts/build.js', import.meta.url));

/**
 * Builds the program, so that tests of the installed binary see the sources as they are. One real PostgreSQL server serves
 * the whole run: the one that TIERCTL_TEST_POSTGRES_URL names (its maintenance database, as a user who may create
 * databases), else one from npm on a free port of the loopback interface.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await promisify(execFile)(process.execPath, [BUILD]);
  const given = process.env.TIERCTL_TEST_POSTGRES_URL;
  if (given !== undefined && given !== '') {
    project.provide('postgresUrl', given);
    return async () => undefined;
  }
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
