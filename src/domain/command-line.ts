import { shellWord } from './shell-word.ts';

interface Word {
  readonly text: string;
  /** Whether any part of it is data. */
  readonly isData: boolean;
}

/**
 * A tag for the command lines in hints: ``commandLine`tierctl item show ${label}` ``. Each interpolated value is
 * part of one word, quoted for a shell, and never parsed as an option. An option that takes a value comes last or is followed
 * by its value.
 */
export function commandLine(written: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const words = wordsOf(written, values);
  const [verbs, options, operands] = sorted(words);
  const isDashed = operands.some(({ isData, text }) => isData && text.startsWith('-'));
  const inOrder = isDashed ? [...verbs, ...options, { text: '--', isData: false }, ...operands] : words;
  return inOrder.map(({ text, isData }) => (isData ? shellWord(text) : text)).join(' ');
}

function wordsOf(written: TemplateStringsArray, values: readonly (string | number)[]): Word[] {
  const words: Word[] = [];
  let open: Word | undefined;
  const add = (text: string, isData: boolean) => {
    open = { text: (open?.text ?? '') + text, isData: isData || open?.isData === true };
  };
  const close = () => {
    if (open !== undefined) words.push(open);
    open = undefined;
  };
  for (const [index, literal] of written.entries()) {
    for (const [place, part] of literal.split(' ').entries()) {
      if (place > 0) close();
      if (part !== '') add(part, false);
    }
    const value = values[index];
    if (value !== undefined) add(String(value), true);
  }
  close();
  return words;
}

/** The words of the command name, the options with their values, and the rest. */
function sorted(words: readonly Word[]): [verbs: Word[], options: Word[], operands: Word[]] {
  const first = words.findIndex(({ text, isData }) => isData || text.startsWith('-'));
  const verbs = first === -1 ? [...words] : words.slice(0, first);
  const options: Word[] = [];
  const operands: Word[] = [];
  let takesValue = false;
  for (const word of words.slice(verbs.length)) {
    const isOption = !word.isData && word.text.startsWith('-');
    if (isOption || takesValue) options.push(word);
    else operands.push(word);
    takesValue = isOption;
  }
  return [verbs, options, operands];
}
