/** What Graphviz, which is compiled to WebAssembly, draws of a graph in its language: an SVG document. */
export async function layOut(dot: string): Promise<string> {
  // Heavy, and wanted for one kind of file only.
  const { instance } = await import('@viz-js/viz');
  return (await instance()).renderString(dot, { format: 'svg' });
}
