import { didYouMean, suggest } from '../../domain/suggestion.ts';

/**
 * What is wrong with a setting of a database URL that nobody knows, as the rest of a sentence. What follows a password may
 * be the rest of it, where it was not encoded or quoted: it is not repeated.
 */
export function unknownSetting(name: string, known: readonly string[], followsPassword: boolean): string {
  const suggestion = didYouMean(suggest(name, known));
  return followsPassword
    ? `it has an unknown setting after its password, which may need to be encoded or quoted${suggestion}`
    : `it has no setting "${name}"${suggestion}`;
}
