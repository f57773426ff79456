import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Gate, Violation } from '../gate.ts';
import { descendants, memberName, nodesIn, type SyntaxNode } from '../syntax/node.ts';
import { committedFiles } from '../tree/committed.ts';
import { posixPath } from '../tree/files.ts';
import type { SourceFile } from '../tree/tree.ts';

/** Folders in which people and machines keep checkouts: a path into one of them is useless on any other machine. */
const HOME_PATH: RegExp =
  /(?<![\w.~})\]/-])(?:file:\/\/)?\/(?:home|Users|root|work|workspaces?)\/[\w.-]+|\b[A-Za-z]:[\\/]+Users[\\/]+[\w.-]+/;

const NARROWING: ReadonlySet<string> = new Set(['only', 'skip', 'todo']);

/** No committed file names a folder of one machine, and no test is disabled or runs alone. */
export const words: Gate = {
  name: 'words',
  inspect: async ({ root, sources }) => {
    const files = await committedFiles(root);
    return {
      inspected: files.length,
      unit: 'files',
      violations: [
        ...files.flatMap((file) => machinePaths(root, file)),
        ...sources.filter(({ isTest }) => isTest).flatMap(narrowedTests),
      ],
    };
  },
};

function machinePaths(root: string, file: string): Violation[] {
  const bytes = readFileSync(path.join(root, file));
  // A zero byte near the start means that this is not a text file.
  if (bytes.subarray(0, 8192).includes(0)) return [];
  return bytes
    .toString('utf8')
    .split('\n')
    .flatMap((text, index) => {
      const found = machinePath(text, root);
      if (found === undefined) return [];
      return [{ file, line: index + 1, text: `'${found}' is a path of one machine: write a relative path` }];
    });
}

function machinePath(line: string, root: string): string | undefined {
  const checkout = [root, posixPath(root)].find((one) => line.includes(one));
  return checkout ?? HOME_PATH.exec(line)?.[0];
}

/** `it.skip(...)`, `describe.only.each(...)`, `context.skip()`; the same word in a string does not count. */
function narrowedTests({ file, module: { lineAt, program } }: SourceFile): Violation[] {
  return [...descendants(program)].flatMap((node) => {
    if (node.type !== 'CallExpression' && node.type !== 'TaggedTemplateExpression') return [];
    const [callee] = nodesIn(node.callee ?? node.tag);
    const word = calleeWords(callee).find((one) => NARROWING.has(one));
    if (word === undefined) return [];
    const text = `'.${word}' in a test: run the test, delete it, or declare with runIf what it needs`;
    return [{ file, line: lineAt(node.start), text }];
  });
}

function calleeWords(callee: SyntaxNode | undefined): string[] {
  if (callee?.type !== 'MemberExpression') return [];
  return [memberName(callee) ?? '', ...calleeWords(nodesIn(callee.object)[0])];
}
