import type { Terminal, View } from '../render/view.ts';
import { type Csv, csv, csvRows } from '../safe-text/csv-text.ts';
import { type Json, jsonLines, jsonText } from '../safe-text/json-text.ts';
import { type Printable, printable, show } from '../safe-text/printable.ts';

export const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** Increases only when a member changes its meaning or is removed; new members may be added at any time. */
export const SCHEMA_VERSION = 1;

export interface FormatOptions {
  readonly format: Format;
  readonly dryRun: boolean;
  readonly terminal: Terminal;
}

/** The output for `view` on stdout, with the final newline; empty if there is nothing to print. */
export function formatView(view: View, { format, dryRun, terminal }: FormatOptions): Printable | Json | Csv {
  switch (format) {
    case 'table':
      return isEmpty(view) ? printable('') : show`${view.text(terminal)}\n`;
    case 'json':
      return jsonText({ schemaVersion: SCHEMA_VERSION, dryRun, ...view.json }, 2);
    case 'ndjson':
      return jsonLines(view.records);
    case 'csv':
      return csv(view.records, view.columns);
  }
}

/** Some of the records of a view, for programs that read one by one; with the csv header if `isFirst`. */
export function formatPart(view: View, format: Format, isFirst: boolean): Json | Csv {
  if (format !== 'csv') return jsonLines(view.records);
  return isFirst ? csv(view.records, view.columns) : csvRows(view.records, view.columns ?? []);
}

export function isEmpty(view: View): boolean {
  return view.empty !== undefined && view.records.length === 0;
}
