import type { Gate, Violation } from '../gate.ts';
import { NOT_PROSE, PHRASES, PROPER_NAMES, PROSE_FILE, QUOTING } from '../language/phrases.ts';
import { fieldTexts, type Text } from '../syntax/prose.ts';
import { committedFiles } from '../tree/committed.ts';
import type { SourceFile, Tree } from '../tree/tree.ts';

/** What can separate two words of a sentence: blanks, line ends, comment marks, and the quotes of a joined string. */
const GAP = '(?:[\\s*/#]|[\'"`]\\s*\\+\\s*[\'"`])+';

const PATTERNS = PHRASES.map(({ words, write }) => ({
  write,
  pattern: new RegExp(`(?<![\\w-])${words.replaceAll(' ', GAP)}(?![\\w-])`, 'gi'),
}));

/** All text for people is plain English, and all faults have one voice. */
export const english: Gate = {
  name: 'english',
  inspect: async (tree) => {
    const files = (await committedFiles(tree.root)).filter(
      (file) => PROSE_FILE.test(file) && !NOT_PROSE.test(file),
    );
    return {
      inspected: files.length,
      unit: 'files',
      violations: [
        ...files.flatMap((file) => phrasesIn(tree, file)),
        ...tree.sources.filter(({ isTest }) => !isTest).flatMap(voicesIn),
      ],
    };
  },
};

function phrasesIn(tree: Tree, file: string): Violation[] {
  const text = withoutQuotes(file, tree.text(file));
  return PATTERNS.flatMap(({ pattern, write }) =>
    [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
      file,
      line: text.slice(0, index).split('\n').length,
      text: `"${found.replace(/[\s*/#]+/g, ' ').trim()}": write ${write}`,
    })),
  ).sort((a, b) => a.line - b.line);
}

/** The text with the section that quotes the phrases blanked line by line. */
function withoutQuotes(file: string, text: string): string {
  if (file !== QUOTING.file) return text;
  let quotes = false;
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('## ')) quotes = line === QUOTING.heading;
      return quotes ? '' : line;
    })
    .join('\n');
}

/** A hint follows its message after a semicolon, so it begins in lower case; neither ends with a full stop. */
function voicesIn({ file, module: { lineAt, program } }: SourceFile): Violation[] {
  const at = ({ offset }: Text, text: string): Violation => ({ file, line: lineAt(offset), text });
  return [
    ...fieldTexts(program, 'hint').flatMap((hint) => [
      ...(beginsLoud(hint.text)
        ? [at(hint, `the hint "${shortened(hint)}" begins with a capital: begin in lower case`)]
        : []),
      ...(endsFull(hint.text)
        ? [at(hint, `the hint "${shortened(hint)}" ends with a full stop: leave it out`)]
        : []),
    ]),
    ...fieldTexts(program, 'message')
      .filter(({ text }) => endsFull(text))
      .map((message) =>
        at(message, `the message "${shortened(message)}" ends with a full stop: leave it out`),
      ),
  ];
}

function beginsLoud(text: string): boolean {
  const word = /^[A-Z][a-z]*(?![\w-])/.exec(text)?.[0];
  return word !== undefined && !PROPER_NAMES.has(word);
}

const endsFull = (text: string): boolean => /(?<!\.)\.$/.test(text);

const shortened = ({ text }: Text): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
