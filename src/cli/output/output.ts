import type { Terminal, View } from '../render/view.ts';
import { csv, csvRows } from './csv.ts';

export const FORMATS = ['table', 'json', 'ndjson', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** Grows only when a member changes its meaning or goes; new members may appear at any time. */
export const SCHEMA_VERSION = 1;

export interface FormatOptions {
  readonly format: Format;
  readonly dryRun: boolean;
  readonly terminal: Terminal;
}

/** What goes to stdout for `view`, final newline included; empty where there is nothing to print. */
export function formatView(view: View, { format, dryRun, terminal }: FormatOptions): string {
  switch (format) {
    case 'table':
      return isEmpty(view) ? '' : `${view.text(terminal)}\n`;
    case 'json':
      return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, dryRun, ...view.json }, null, 2)}\n`;
    case 'ndjson':
      return ndjson(view);
    case 'csv':
      return csv(view.records, view.columns);
  }
}

/** Some of the records of a view, as a program reads them one by one; the header of csv where `isFirst`. */
export function formatPart(view: View, format: Format, isFirst: boolean): string {
  if (format !== 'csv') return ndjson(view);
  return isFirst ? csv(view.records, view.columns) : csvRows(view.records, view.columns ?? []);
}

function ndjson({ records }: View): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

export function isEmpty(view: View): boolean {
  return view.empty !== undefined && view.records.length === 0;
}
