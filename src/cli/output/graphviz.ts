import { type GraphLayout, type GraphvizJson, readLayout } from '../render/paths/graph-layout.ts';
import type { Dot } from '../safe-text/dot-text.ts';

/** Lays out a graph with Graphviz, which is compiled to WebAssembly. */
export async function layOut({ text }: Dot): Promise<GraphLayout> {
  // Slow to load, and needed for one kind of file only.
  const { instance } = await import('@viz-js/viz');
  return readLayout((await instance()).renderJSON(text) as GraphvizJson);
}
