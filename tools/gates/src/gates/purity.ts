import { isBuiltin } from 'node:module';
import path from 'node:path';
import type { Gate, Violation } from '../gate.ts';
import { IMPURE_GLOBALS, PURE_MODULES, type PureFolder, pureFolderOf } from '../rules.ts';
import { globalNames } from '../syntax/global-names.ts';
import type { ImportedModule } from '../syntax/imports.ts';
import { descendants, isIdentifier, memberName, nodesIn, type SyntaxNode } from '../syntax/node.ts';
import type { SourceFile, Tree } from '../tree/tree.ts';

interface Finding {
  readonly offset: number;
  readonly text: string;
}

/** Pure folders use no clock, no randomness, no process and no outside world: what they need is passed in. */
export const purity: Gate = {
  name: 'purity',
  inspect: (tree) => {
    const pure = tree.sources.flatMap((source) => {
      const folder = source.isTest ? undefined : pureFolderOf(source.file);
      return folder === undefined ? [] : [{ source, folder }];
    });
    return {
      inspected: pure.length,
      unit: 'files of pure folders',
      violations: pure.flatMap(({ source, folder }) => impurities(tree, source, folder)),
    };
  },
};

function impurities(tree: Tree, source: SourceFile, folder: PureFolder): Violation[] {
  const { imports, lineAt, program } = source.module;
  const findings = [
    ...imports.flatMap((one) => importFindings(tree, source, one)),
    ...globalFindings(program),
    ...chanceFindings(program),
    ...(folder.synchronous ? waitFindings(program) : []),
  ];
  return findings
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, text }) => ({
      file: source.file,
      line: lineAt(offset),
      text: `${text} in the pure folder ${folder.folder}: pass the value in, or move this out of the folder`,
    }));
}

/** A type is erased, so it may come from any place that the layers allow; a value must come from pure code. */
function importFindings({ packages }: Tree, { file }: SourceFile, one: ImportedModule): Finding[] {
  const { specifier, offset, typeOnly } = one;
  if (isBuiltin(specifier)) return [{ offset, text: `'${specifier}'` }];
  if (typeOnly) return [];
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    return pureFolderOf(target) === undefined ? [{ offset, text: `a value of impure '${specifier}'` }] : [];
  }
  const ours = packages.some(({ manifest: { name } }) => `${specifier}/`.startsWith(`${name}/`));
  return ours || PURE_MODULES.has(specifier) ? [] : [{ offset, text: `a value of '${specifier}'` }];
}

function globalFindings(program: SyntaxNode): Finding[] {
  return globalNames(program)
    .filter(({ name }) => IMPURE_GLOBALS.has(name))
    .map(({ name, node }) => ({ offset: node.start, text: `'${name}'` }));
}

/** `Math.random`, `Math['random']` and `const { random } = Math`. */
function chanceFindings(program: SyntaxNode): Finding[] {
  const found: Finding[] = [];
  for (const node of descendants(program)) {
    const byMember = isIdentifier(node.object, 'Math') && memberName(node) === 'random';
    const byPattern =
      node.type === 'VariableDeclarator' &&
      isIdentifier(node.init, 'Math') &&
      nodesIn(node.id).some((pattern) =>
        nodesIn(pattern.properties).some((one) => isIdentifier(one.key, 'random')),
      );
    if (byMember || byPattern) found.push({ offset: node.start, text: `'Math.random'` });
  }
  return found;
}

function waitFindings(program: SyntaxNode): Finding[] {
  const found = globalNames(program)
    .filter(({ name }) => name === 'Promise')
    .map(({ name, node }) => ({ offset: node.start, text: `'${name}'` }));
  for (const node of descendants(program)) {
    if (node.async === true) found.push({ offset: node.start, text: `'async'` });
    if (node.type === 'AwaitExpression' || node.await === true) {
      found.push({ offset: node.start, text: `'await'` });
    }
  }
  return found;
}
