import type { Printable } from '../safe-text/printable.ts';
import type { Paint } from './paint.ts';

/** The output that a text is rendered for. */
export interface Terminal {
  readonly paint: Paint;
  /** Columns; Infinity without a terminal, so that nothing is cut for `grep`. */
  readonly width: number;
}

/** A result in all output formats. Renderers build it only from an operation's result. */
export interface View {
  /** `-o json`: the members of the envelope beside `schemaVersion` and `dryRun`. */
  readonly json: object;
  /** `-o ndjson`: one line each. `-o csv`: one row each, nested members as columns such as `item.articleNumber`. */
  readonly records: readonly object[];
  /** The columns of `-o csv`, if there may be no records or a nested member may be null; else taken from the records. */
  readonly columns?: readonly string[];
  /** `-o table`, and the preview: lines without a final newline. */
  text(terminal: Terminal): Printable;
  /** Printed on stderr instead of `text` when there are no records. */
  readonly empty?: string;
}
