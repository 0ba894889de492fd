import type { Session } from '../../database/session.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { exportableCatalogue } from '../../domain/catalogue/diff/exportable-catalogue.ts';
import { readStoredCatalogue } from '../../store/catalogue/read-catalogue.ts';

export interface ExportCatalogueResult {
  readonly catalogue: Catalogue;
  /** What is left out because a file cannot name it, as text for the user. */
  readonly omitted: readonly string[];
}

/** The catalogue in the database, in a fixed order. */
export async function exportCatalogue(session: Session): Promise<ExportCatalogueResult> {
  return exportableCatalogue(await readStoredCatalogue(session));
}
