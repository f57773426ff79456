import path from 'node:path';
import type { Gate, Violation } from '../gate.ts';
import { type ClaimedName, claimedNames } from '../names/claimed-names.ts';
import type { CodeSpan } from '../names/code-spans.ts';
import { FOREIGN_NAMES } from '../names/foreign-names.ts';
import { type KnownNames, knownNames } from '../names/known-names.ts';
import { type ReadFile, readFile } from '../names/read-file.ts';
import { committedFiles } from '../tree/committed.ts';

/** Records of the past may name what is gone; measurements and lock files contain no names of the project. */
const NOT_READ =
  /(?:^|\/)(?:CHANGELOG\.md|pnpm-lock\.yaml)$|^\.changeset\/|^docs\/decisions\/|^bench\/results\/|\/golden\//;
/** The examples of stale names in the gates' own tests and the list of foreign names would make each of them exist. */
const NOT_DECLARING = /^tools\/gates\/(?:test|src\/names)\//;

const MISSING: Readonly<Record<ClaimedName['kind'], string>> = {
  identifier: 'no code has this name',
  option: 'no command has this option',
  file: 'there is no such file, and no string of the code has this name',
  package: 'there is no such package or entry',
};

/** Names in backticks exist, in documents and comments; links between documents lead somewhere. */
export const staleNames: Gate = {
  name: 'stale-names',
  inspect: async (tree) => {
    const all = await committedFiles(tree.root);
    const committed = all.filter((file) => !NOT_READ.test(file));
    const files = committed.map((file) => readFile(tree, file));
    const codes = files.filter(({ file }) => !NOT_DECLARING.test(file)).map(({ code }) => code);
    const known = knownNames(codes, committed, tree.packages);
    return {
      inspected: files.reduce((sum, { spans }) => sum + spans.length, 0),
      unit: 'spans in backticks',
      violations: files.flatMap((file) => [...staleNamesIn(file, known), ...deadLinksIn(file, all)]),
    };
  },
};

function staleNamesIn(file: ReadFile, known: KnownNames): Violation[] {
  return file.spans.flatMap((span) =>
    claimedNames(span.text)
      .filter((claimed) => !FOREIGN_NAMES.has(claimed.name) && !known.has(claimed))
      .map(({ kind, name }) =>
        violation(file, span, `\`${name}\`: ${MISSING[kind]}: correct or remove the name`),
      ),
  );
}

function deadLinksIn(file: ReadFile, committed: readonly string[]): Violation[] {
  return file.links
    .filter(({ text }) => {
      const target = path.posix.join(path.posix.dirname(file.file), text).replace(/\/$/, '');
      return target !== '.' && !committed.some((one) => `${one}/`.startsWith(`${target}/`));
    })
    .map((link) => violation(file, link, `the link to '${link.text}' leads nowhere: correct or remove it`));
}

function violation({ file, content }: ReadFile, { offset }: CodeSpan, text: string): Violation {
  return { file, line: content.slice(0, offset).split('\n').length, text };
}
