/** Ids are compared exactly, so this is another customer. */
export function caseWarning(id: string, similar: string): string {
  return `${id} differs from the account ${similar} only in letter case`;
}
