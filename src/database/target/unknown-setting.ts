import { didYouMean, suggest } from '../../domain/suggestion.ts';

/**
 * The problem with an unknown setting of a database URL, as the rest of a sentence. Text after a password may be a part of
 * it that was not encoded or quoted, so it is not repeated.
 */
export function unknownSetting(name: string, known: readonly string[], followsPassword: boolean): string {
  const suggestion = didYouMean(suggest(name, known));
  return followsPassword
    ? `it has an unknown setting after its password, which may need to be encoded or quoted${suggestion}`
    : `it has no setting "${name}"${suggestion}`;
}
