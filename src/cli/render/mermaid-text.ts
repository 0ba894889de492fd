/** `text` within a quoted Mermaid label: what Mermaid, HTML or Markdown would read as markup comes as an entity. */
function mermaidText(text: string): string {
  return text
    .replace(/\p{Control}/gu, ' ')
    .replace(/["#&<>`*\\[\]{}|]/g, entity)
    .replace(/^(\s*)([-+])(?=\s)/, (_, blank: string, sign: string) => blank + entity(sign))
    .replace(/^(\s*\d+)([.)])/, (_, number: string, sign: string) => number + entity(sign));
}

/** The lines of a label, and the quotes around it. */
export function mermaidLabel(...lines: readonly string[]): string {
  return `"${lines.map(mermaidText).join('<br/>')}"`;
}

/** The head of a flowchart: a title, and whether it grows downwards, upwards or to the right. */
export function mermaidFlowchart(title: string, direction: 'TB' | 'BT' | 'LR'): string[] {
  // A JSON string is a YAML string too.
  return ['---', `title: ${JSON.stringify(title)}`, '---', `flowchart ${direction}`];
}

function entity(sign: string): string {
  return `#${sign.codePointAt(0)};`;
}
