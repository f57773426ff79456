import { descendants, isIdentifier, literalText, memberName, nodesIn, type SyntaxNode } from './node.ts';

/** A place in a file that names another module. */
export interface ImportedModule {
  readonly specifier: string;
  readonly offset: number;
  /** True if the compiler erases it. The layers rule still applies. */
  readonly typeOnly: boolean;
}

/**
 * Static and dynamic imports, re-exports, `import('x').T` in types, `require('x')`, `require.resolve('x')` and
 * `import.meta.resolve('x')`. A module that is not named by a literal cannot be followed and is left out.
 */
export function importsOf(program: SyntaxNode): ImportedModule[] {
  const found: ImportedModule[] = [];
  for (const node of descendants(program)) {
    const named = moduleNamedBy(node);
    if (named === undefined) continue;
    const specifier = literalText(named.source);
    if (specifier !== undefined) found.push({ specifier, offset: node.start, typeOnly: named.typeOnly });
  }
  return found;
}

function moduleNamedBy(node: SyntaxNode): { source: unknown; typeOnly: boolean } | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { source: node.source, typeOnly: erased(node, 'importKind') };
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return { source: node.source, typeOnly: erased(node, 'exportKind') };
    case 'ImportExpression':
      return { source: node.source, typeOnly: false };
    case 'TSImportType':
      return { source: node.source, typeOnly: true };
    case 'TSExternalModuleReference':
      return { source: node.expression, typeOnly: false };
    case 'CallExpression':
      return resolvesModule(node.callee)
        ? { source: nodesIn(node.arguments)[0], typeOnly: false }
        : undefined;
    default:
      return undefined;
  }
}

/** `import type { A }`, and `import { type A }` without any other name. */
function erased(node: SyntaxNode, kind: 'importKind' | 'exportKind'): boolean {
  const specifiers = nodesIn(node.specifiers);
  return node[kind] === 'type' || (specifiers.length > 0 && specifiers.every((one) => one[kind] === 'type'));
}

function resolvesModule(callee: unknown): boolean {
  if (isIdentifier(callee, 'require')) return true;
  const [node] = nodesIn(callee);
  if (node === undefined || memberName(node) !== 'resolve') return false;
  const [object] = nodesIn(node.object);
  return object?.type === 'MetaProperty' || isIdentifier(object, 'require');
}
