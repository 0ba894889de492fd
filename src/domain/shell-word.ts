/** `text` as one word of a command line that a hint proposes: quoted where a shell would split or expand it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
