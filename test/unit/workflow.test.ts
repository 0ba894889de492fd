// docs/operations.md ("Where the tests have run") says what the workflow runs.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

interface Job {
  readonly strategy: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly run?: string }[];
}

const { jobs } = parse(read('.github/workflows/ci.yml')) as { jobs: Readonly<Record<string, Job>> };

test('SQL Server is tried as the docs say', () => {
  expect(jobs['sql-server']?.strategy.matrix).toEqual({
    version: ['2019', '2022'],
    'read-committed-snapshot': ['OFF', 'ON'],
    collation: ['SQL_Latin1_General_CP1_CI_AS', 'Latin1_General_100_CS_AS'],
  });
  expect(jobs['sql-server']?.env).toHaveProperty('TIERCTL_TEST_MSSQL_URL');
  const runs = jobs['sql-server']?.steps.flatMap(({ run = [] }) => run) ?? [];
  expect(runs).toContain("npm test -- -t 'SQL Server'");
  expect(runs).toContain('.ci/adopt-at-level-120');
  expect(existsSync(new URL('../../.ci/adopt-at-level-120', import.meta.url))).toBe(true);
});

// https://docs.github.com/actions/reference/workflows-and-actions/contexts: only steps know the services of their job.
test('the environment of a job names nothing that is known to its steps only', () => {
  for (const [name, { env }] of Object.entries(jobs)) {
    for (const value of Object.values(env ?? {})) expect(`${name}: ${value}`).not.toMatch(/\bjob\./);
  }
});
