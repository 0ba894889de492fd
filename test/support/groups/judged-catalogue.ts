import { readSources } from '../../../src/cli/catalogue-file/catalogue-source.ts';
import { readCatalogue } from '../../../src/cli/catalogue-file/read-catalogue.ts';
import { InputFiles } from '../../../src/cli/files/input-files.ts';
import type { Catalogue } from '../../../src/domain/catalogue/catalogue.ts';
import { refuseProblems } from '../../../src/domain/catalogue/catalogue-problem.ts';
import type { CataloguePlan } from '../../../src/domain/catalogue/diff/catalogue-plan.ts';
import { planCatalogue } from '../../../src/domain/catalogue/diff/plan-catalogue.ts';
import { NOTHING_STORED, type StoredCatalogue } from '../../../src/domain/catalogue/diff/stored-catalogue.ts';

export function catalogueOf(text: string, file = 'c.yaml'): Catalogue {
  return readCatalogue([{ file, text }]).catalogue;
}

/** Reads a file as it comes through standard input and plans it for an empty database: every complaint but the database's own. */
export async function judgedCatalogue(
  bytes: string | Uint8Array,
  stored: StoredCatalogue = NOTHING_STORED,
): Promise<CataloguePlan> {
  const stdin = {
    isTerminal: false,
    bytes: async function* () {
      yield typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    },
  };
  const { catalogue, locate } = readCatalogue(
    await readSources({ system: { cwd: '/', stdin }, inputs: new InputFiles() }, ['-']),
  );
  return planned(catalogue, stored, false, (problems) => refuseProblems(problems, locate));
}

/** The plan for `catalogue`, with ids that count up. */
function planned(
  catalogue: Catalogue,
  stored: StoredCatalogue,
  prune: boolean,
  refuse: (problems: Parameters<typeof refuseProblems>[0]) => void,
): CataloguePlan {
  let ids = 0;
  const { plan, problems } = planCatalogue(catalogue, stored, { prune, newId: () => `id-${++ids}` });
  refuse(problems);
  return plan;
}
