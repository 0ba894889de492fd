/** For an option that may be given several times, such as `--renewal P1M --renewal P1Y`: its values in order. */
export function repeatable(
  value: string,
  previous: readonly string[] | false | undefined,
): readonly string[] {
  // False where `--no-…` came before.
  return [...(previous || []), value];
}
