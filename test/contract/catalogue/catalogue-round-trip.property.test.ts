// apply → export → apply elsewhere → export: identical bytes, whatever the catalogue.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCatalogue } from '../../../src/cli/catalogue-file/read-catalogue.ts';
import { writeYaml } from '../../../src/cli/catalogue-file/write-yaml.ts';
import { writtenCatalogue } from '../../../src/cli/catalogue-file/written-catalogue.ts';
import type { Database } from '../../../src/database/database.ts';
import { change, read } from '../../../src/database/unit-of-work.ts';
import { applyCatalogue } from '../../../src/operations/catalogue/apply-catalogue.ts';
import { exportCatalogue } from '../../../src/operations/catalogue/export-catalogue.ts';
import { catalogues, plainCatalogues } from '../../support/catalogue/random-catalogues.ts';
import type { TestDatabase } from '../../support/database/create-database.ts';
import { empty, onEveryEngine } from '../../support/database/engines.ts';
import { INVOCATION, useDatabase } from '../../support/database/use-database.ts';
import { cases } from '../../support/thorough.ts';

onEveryEngine((engine) => {
  const here = useDatabase(engine);
  let elsewhere: TestDatabase | undefined;
  beforeAll(async () => {
    elsewhere = await engine.createMigrated();
  });
  afterAll(() => elsewhere?.drop());

  const apply = (database: Database, text: string) =>
    change(
      database,
      INVOCATION,
      (session) =>
        applyCatalogue(session, {
          ...readCatalogue([{ file: 'c.yaml', text }]),
          prune: false,
          label: 'c.yaml',
        }),
      () => 'commit',
    );
  const exported = async (database: Database) => {
    const { catalogue, omitted } = await read(database, exportCatalogue);
    expect(omitted).toEqual([]);
    return writeYaml(writtenCatalogue(catalogue));
  };

  // An engine that compares names as words do takes some strange names for others, or for none at all.
  const [arbitrary, numRuns] =
    engine.name === 'PGlite' ? [catalogues, cases(50)] : [plainCatalogues, cases(8)];

  test('a catalogue that goes round comes back byte for byte', async () => {
    const other = elsewhere;
    if (other === undefined) throw new Error('it is created in beforeAll');
    await fc.assert(
      fc
        .asyncProperty(arbitrary, async (catalogue) => {
          await apply(here.database, writeYaml(writtenCatalogue(catalogue)));
          const first = await exported(here.database);
          await apply(other.database, first);
          expect(await exported(other.database)).toBe(first);
          expect((await apply(here.database, first)).changed).toBe(false);
        })
        .afterEach(async () => {
          await empty(here.database);
          await empty(other.database);
        }),
      { numRuns },
    );
  }, 900_000);
});
