// How sentences count things and list them.

/** `12,345` */
export function formatCount(value: number): string {
  return value.toLocaleString('en');
}

/** `1 path`, `12,345 paths` */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1 change waits for it`, `2 changes wait for it`: subject and verb agree. */
export function countedClause(count: number, one: string, rest: string, several: string): string {
  return `${formatCount(count)} ${count === 1 ? one : several} ${rest}`;
}

/** `one, two and three` */
export function inList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
