import type { Gate, Violation } from '../gate.ts';
import {
  EXCEPTIONS,
  GLOSSARY_FILE,
  glossary as glossaryOf,
  JUDGEMENTS,
  type Refused,
  type Where,
} from '../language/glossary.ts';
import { exportedNames } from '../syntax/exported-names.ts';
import { sentences } from '../syntax/prose.ts';
import { committedFiles } from '../tree/committed.ts';
import type { SourceFile } from '../tree/tree.ts';

/** Shipped sources; the strings below `abi` are declarations of a foreign library. */
const SHIPPED = /^(?:packages|apps)\/[^/]+\/src\//;
const DECLARATIONS = /\/abi\//;

/** Exported names and user-facing texts use one word for one thing, by the table "Words". */
export const glossary: Gate = {
  name: 'glossary',
  inspect: async (tree) => {
    const refused = glossaryOf(tree, await committedFiles(tree.root));
    const uses = tree.sources.filter(({ file, isTest }) => SHIPPED.test(file) && !isTest).flatMap(usesIn);
    return {
      inspected: refused.length === 0 ? 0 : uses.length,
      unit: 'names and messages',
      violations: [
        ...(refused.length === 0 ? [] : unjudged(refused)),
        ...uses.flatMap((use) => refusals(use, refused)),
      ],
    };
  },
};

interface Use {
  readonly file: string;
  readonly line: number;
  readonly where: Where;
  readonly text: string;
}

function usesIn({ file, module: { lineAt, program } }: SourceFile): Use[] {
  const names = exportedNames(program).map(({ name, offset }) => ({ text: name, offset }));
  const use = (where: Where) => (found: { text: string; offset: number }) => ({
    file,
    line: lineAt(found.offset),
    where,
    text: found.text,
  });
  return [
    ...names.map(use('names')),
    ...(DECLARATIONS.test(file) ? [] : sentences(program).map(use('messages'))),
  ];
}

/** The table and the rules for its words have the same entries. */
function unjudged(refused: readonly Refused[]): Violation[] {
  const rules = 'tools/gates/src/language/glossary.ts';
  return [
    ...refused
      .filter(({ word }) => !JUDGEMENTS.has(word))
      .map(({ line, word }) => ({
        file: GLOSSARY_FILE,
        line,
        text: `'${word}' has no line in ${rules}: state there where to refuse it`,
      })),
    ...[...JUDGEMENTS.keys()]
      .filter((word) => !refused.some((one) => one.word === word))
      .map((word) => ({
        file: rules,
        text: `'${word}' is not in the table of ${GLOSSARY_FILE}: remove its line`,
      })),
  ];
}

function refusals(use: Use, refused: readonly Refused[]): Violation[] {
  const words = wordsOf(use.text);
  return refused
    .filter(({ word }) => JUDGEMENTS.get(word)?.where.includes(use.where) === true)
    .filter(({ word }) => containsWord(words, word) && !isException(use, word))
    .map(({ word, instead }) => ({
      file: use.file,
      line: use.line,
      text: `'${word}' in ${shown(use)}: our word is ${instead} (see "Words" in ${GLOSSARY_FILE})`,
    }));
}

/** A name's parts or a message's words, in lower case between blanks. */
function wordsOf(text: string): string {
  const parted = text.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return ` ${parted
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .join(' ')} `;
}

function containsWord(words: string, word: string): boolean {
  return new RegExp(` ${word.toLowerCase()}(?:s|es|d|ed|ing)? `).test(words);
}

function isException({ file, text }: Use, word: string): boolean {
  return EXCEPTIONS.some(
    (one) => one.word === word && file.startsWith(one.below ?? '') && (one.like?.test(text) ?? true),
  );
}

function shown({ text, where }: Use): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return where === 'names'
    ? `the name ${line}`
    : `the text "${line.length > 70 ? `${line.slice(0, 67)}...` : line}"`;
}
