import { visible } from './hidden-characters.ts';
import { type SafeText, safe, templateFor } from './safe-text.ts';

export type Mermaid = SafeText<'mermaid'>;

/** For template literals: data becomes text of a quoted label. */
export const mermaid = templateFor<'mermaid'>(labelText);

/** Characters that Mermaid, HTML or Markdown would read as markup become entities. */
function labelText(data: string): string {
  return visible(data)
    .replace(/["#%&<>`*\\[\]{}|]/g, entity)
    .replace(/^(\s*)([-+])(?=\s)/, (_, blank: string, sign: string) => blank + entity(sign))
    .replace(/^(\s*\d+)([.)])/, (_, number: string, sign: string) => number + entity(sign));
}

/** The lines of a label, in quotes. */
export function mermaidLabel(...lines: readonly string[]): Mermaid {
  return safe(`"${lines.map(labelText).join('<br/>')}"`);
}

/** The head of a flowchart: a title, and its direction: down, up or right. */
export function mermaidFlowchart(title: string, direction: 'TB' | 'BT' | 'LR'): Mermaid[] {
  return [mermaid`---`, safe(`title: ${yamlText(title)}`), mermaid`---`, mermaid`flowchart ${direction}`];
}

export function mermaidDocument(lines: readonly Mermaid[]): Mermaid {
  return safe(lines.map(({ text }) => `${text}\n`).join(''));
}

/** A JSON string, which is also valid YAML. Mermaid looks for directives (`%%{`) before it reads YAML. */
function yamlText(data: string): string {
  return JSON.stringify(visible(data)).replace(
    /[%{}<>&#]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
  );
}

function entity(sign: string): string {
  return `#${sign.codePointAt(0)};`;
}
