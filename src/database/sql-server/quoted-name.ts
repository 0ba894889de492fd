/** A name in a statement for a person. Not in double quotes: a client such as sqlcmd takes those for texts. */
export function quotedName(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`;
}
