/** The one order of texts, the same on every engine and in every locale: by code unit. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
