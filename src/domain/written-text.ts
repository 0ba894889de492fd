import { refusedInText } from './name-rule.ts';
import { badText } from './problems.ts';

/**
 * Checks a text that a person or a file gives for `what`, such as a description or an attribute value, and returns it unchanged.
 * Stored texts are not checked: other programs may have written them. Throws `usage` (`bad-text`) for control characters.
 */
export function checkText(what: string, text: string): string {
  const refused = refusedInText(text);
  if (refused === undefined) return text;
  throw badText(what, text, refused);
}
