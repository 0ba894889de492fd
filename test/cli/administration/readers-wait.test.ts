// A setting of the database because of which readers wait for writers. No test server may be set to it, so the answer is fed.
import { expect, test } from 'vitest';
import type { System } from '../../../src/cli/system.ts';
import { useCli } from '../../support/cli.ts';
import { openForTest } from '../../support/database/open-for-test.ts';

const cli = useCli({ migrated: false });
const ADVICE = {
  message: 'SOME_SETTING is off in the database billing',
  fix: 'ALTER DATABASE [billing] SET SOME_SETTING ON',
};
const openDatabase: System['openDatabase'] = async (target, options) => {
  const database = await openForTest(target, options);
  return { ...database, dialect: { ...database.dialect, readersWait: async () => ADVICE } };
};

test('migrate up, migrate adopt and doctor give the statement that changes it', async () => {
  const said = `${ADVICE.message}: readers wait for writers. To change that: ${ADVICE.fix}`;
  const up = await cli.run(['migrate', 'up', '--yes'], { openDatabase });
  expect(up, up.stderr).toMatchObject({ code: 0, stderr: expect.stringContaining(said) });

  const doctor = await cli.run(['doctor', '-o', 'json'], { openDatabase });
  expect(doctor).toMatchObject({ code: 0 });
  expect(doctor.json()).toMatchObject({
    findings: [{ rule: 'readers-wait', severity: 'warning', ...ADVICE }],
  });
  expect((await cli.run(['doctor', '--strict'], { openDatabase })).code).toBe(3);
  expect((await cli.run(['doctor', '-o', 'json'])).json()).toMatchObject({ findings: [] });

  await cli.database.kysely.schema.dropSchema('tierctl').cascade().execute();
  const adopt = await cli.run(['migrate', 'adopt', '--yes'], { openDatabase });
  expect(adopt, adopt.stderr).toMatchObject({ code: 0, stderr: expect.stringContaining(said) });
});
