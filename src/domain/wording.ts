// How sentences count things and list them.

/** `12,345` */
export function formatCount(value: number): string {
  return value.toLocaleString('en');
}

/** `1 path`, `12,345 paths` */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `one, two and three` */
export function inList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
