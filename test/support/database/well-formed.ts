// Enough of XML to know whether a document that we wrote is well-formed; throws where it is not.

const NAME = String.raw`[A-Za-z_:][\w:.-]*`;
const ATTRIBUTE = String.raw`\s+${NAME}="(?:[^"<&]|&(?:amp|lt|gt|quot|apos|#\d+);)*"`;
const TOKEN = new RegExp(String.raw`<(/?)(${NAME})((?:${ATTRIBUTE})*)\s*(/?)>|([^<]+)`, 'y');

/** The texts of the elements, entities resolved, by the names of the elements. */
export function readXml(document: string): { readonly element: string; readonly text: string }[] {
  const open: string[] = [];
  const texts: { element: string; text: string }[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < document.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(document);
    if (token === null) throw new Error(`not XML at ${at}: ${document.slice(at, at + 60)}`);
    const [, closing, name = '', , empty, text] = token;
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw new Error(`a bare & in: ${text}`);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what XML forbids
      if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text))
        throw new Error('a forbidden character');
      const element = open.at(-1);
      if (element === undefined && text.trim() !== '') throw new Error(`text outside: ${text}`);
      if (element !== undefined) texts.push({ element, text: resolve(text) });
    } else if (closing === '/') {
      const expected = open.pop();
      if (expected !== name) throw new Error(`</${name}> closes <${expected}>`);
    } else if (empty !== '/') {
      if (open.length === 0 && at > 0) throw new Error('a second root');
      open.push(name);
    }
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(', ')}`);
  return texts;
}

function resolve(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
