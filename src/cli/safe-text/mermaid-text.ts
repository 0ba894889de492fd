import { visible } from './hidden-characters.ts';
import { type SafeText, safe, templateFor } from './safe-text.ts';

export type Mermaid = SafeText<'mermaid'>;

/** For template literals: data in them is what is written in a quoted label. */
export const mermaid = templateFor<'mermaid'>(labelText);

/** What Mermaid, HTML or Markdown would read as markup comes as an entity. */
function labelText(data: string): string {
  return visible(data)
    .replace(/["#%&<>`*\\[\]{}|]/g, entity)
    .replace(/^(\s*)([-+])(?=\s)/, (_, blank: string, sign: string) => blank + entity(sign))
    .replace(/^(\s*\d+)([.)])/, (_, number: string, sign: string) => number + entity(sign));
}

/** The lines of a label, and the quotes around it. */
export function mermaidLabel(...lines: readonly string[]): Mermaid {
  return safe(`"${lines.map(labelText).join('<br/>')}"`);
}

/** The head of a flowchart: a title, and whether it grows downwards, upwards or to the right. */
export function mermaidFlowchart(title: string, direction: 'TB' | 'BT' | 'LR'): Mermaid[] {
  return [mermaid`---`, safe(`title: ${yamlText(title)}`), mermaid`---`, mermaid`flowchart ${direction}`];
}

export function mermaidDocument(lines: readonly Mermaid[]): Mermaid {
  return safe(lines.map(({ text }) => `${text}\n`).join(''));
}

/** A JSON string, which YAML's are too. Mermaid looks for directives (`%%{`) before it reads YAML. */
function yamlText(data: string): string {
  return JSON.stringify(visible(data)).replace(
    /[%{}<>&#]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
  );
}

function entity(sign: string): string {
  return `#${sign.codePointAt(0)};`;
}
