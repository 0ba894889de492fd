// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /(\u001b\[[\d;]*m)|[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/**
 * `text` as a terminal may get it. tierctl lets nobody write control characters, but other programs write to the billing
 * tables too: what would move the cursor or name the window is shown as a picture of itself. Colours and line breaks stay.
 */
export function withoutControlCharacters(text: string): string {
  return text.replaceAll(CONTROL, (found, colour: string | undefined) => colour ?? picture(found));
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x7f) return '\u2421';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
