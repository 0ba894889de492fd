import { printableLines } from '../../safe-text/printable.ts';
import type { View } from '../view.ts';

export interface ExportedCatalogue {
  /** In the form of a file. */
  readonly catalogue: { readonly [key: string]: unknown };
  readonly yaml: string;
}

/** The file itself; the same as JSON within the envelope, or one object per row. */
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
    // A file does not depend on the width of the terminal.
    text: () => printableLines(yaml.replace(/\n$/, '')),
  };
}
