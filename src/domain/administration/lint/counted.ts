/** `1 change waits for it`, `2 changes wait for it`: what is said of one, and of several. */
export function counted(count: number, one: string, rest: string, several: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several} ${rest}`;
}
