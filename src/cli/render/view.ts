import type { Printable } from '../safe-text/printable.ts';
import type { Paint } from './paint.ts';

/** What a text is rendered for. */
export interface Terminal {
  readonly paint: Paint;
  /** Columns; Infinity where the output is no terminal, so that nothing is cut for `grep`. */
  readonly width: number;
}

/** A result made showable, once for all formats. Renderers build it from an operation's result and nothing else. */
export interface View {
  /** `-o json`: the members of the envelope beside `schemaVersion` and `dryRun`. */
  readonly json: object;
  /** `-o ndjson`: one line each. `-o csv`: one row each, nested members as columns such as `item.articleNumber`. */
  readonly records: readonly object[];
  /** The columns of `-o csv`, where records may be absent or a nested member null; else taken from the records. */
  readonly columns?: readonly string[];
  /** `-o table`, and the preview: lines without a final newline. */
  text(terminal: Terminal): Printable;
  /** Said on stderr in place of `text` when there are no records. */
  readonly empty?: string;
}
