/** `1 change waits for it`, `2 changes wait for it`: singular and plural. */
export function counted(count: number, one: string, rest: string, several: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several} ${rest}`;
}
