import { type GraphLayout, type GraphvizJson, readLayout } from '../render/paths/graph-layout.ts';
import type { Dot } from '../safe-text/dot-text.ts';

/** Where Graphviz, which is compiled to WebAssembly, puts the boxes and arrows of a graph in its language. */
export async function layOut({ text }: Dot): Promise<GraphLayout> {
  // Heavy, and wanted for one kind of file only.
  const { instance } = await import('@viz-js/viz');
  return readLayout((await instance()).renderJSON(text) as GraphvizJson);
}
