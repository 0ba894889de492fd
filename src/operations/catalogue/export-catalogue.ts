import type { Session } from '../../database/session.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { exportableCatalogue } from '../../domain/catalogue/diff/exportable-catalogue.ts';
import { readCatalogue } from '../../store/catalogue/read-catalogue.ts';

export interface ExportCatalogueResult {
  readonly catalogue: Catalogue;
  /** What a file cannot name, and so does not hold; in words. */
  readonly omitted: readonly string[];
}

/** The catalogue that the database holds, in one order. */
export async function exportCatalogue(session: Session): Promise<ExportCatalogueResult> {
  return exportableCatalogue(await readCatalogue(session));
}
