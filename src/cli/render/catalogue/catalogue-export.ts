import { printableLines } from '../../safe-text/printable.ts';
import type { View } from '../view.ts';

export interface ExportedCatalogue {
  /** As a file has it. */
  readonly catalogue: { readonly [key: string]: unknown };
  readonly yaml: string;
}

/** The file itself; as JSON the same within the envelope, as rows one thing a row. */
export function exportedCatalogue({ catalogue, yaml }: ExportedCatalogue): View {
  const listed = (type: string, list: unknown) =>
    ((list ?? []) as readonly object[]).map((one) => ({ type, ...one }));
  return {
    json: { catalogue },
    records: [
      ...listed('item', catalogue.items),
      ...listed('group', catalogue.groups),
      ...listed('path', catalogue.paths),
    ],
    columns: ['type', 'articleNumber', 'name'],
    // A terminal's width changes nothing about a file.
    text: () => printableLines(yaml.replace(/\n$/, '')),
  };
}
