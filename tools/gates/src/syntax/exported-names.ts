import { descendants, isIdentifier, literalText, nodesIn, type SyntaxNode } from './node.ts';

/** A name that other files can use: an export of a module, or a field or method of an exported type or class. */
export interface ExportedName {
  readonly name: string;
  readonly offset: number;
}

/** Exported declarations with their members; `export { a as b }` exports `b`, and `export *` names nothing. */
export function exportedNames(program: SyntaxNode): ExportedName[] {
  return nodesIn(program.body).flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' && statement.type !== 'ExportDefaultDeclaration')
      return [];
    const renamed = nodesIn(statement.specifiers).filter(
      // `export { a } from` and `export { a }` repeat a name that is checked at its declaration.
      ({ local, exported }) => nameOf(local)?.name !== nameOf(exported)?.name,
    );
    return [
      ...renamed.flatMap(({ exported }) => listed(exported)),
      ...nodesIn(statement.declaration).flatMap(declaredNames),
    ];
  });
}

function declaredNames(declaration: SyntaxNode): ExportedName[] {
  switch (declaration.type) {
    case 'VariableDeclaration':
      return nodesIn(declaration.declarations).flatMap(({ id }) => listed(id));
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return [...listed(declaration.id), ...memberNames(declaration)];
    case 'ClassDeclaration':
      return [...listed(declaration.id), ...nodesIn(declaration.body).flatMap(publicMembers)];
    default:
      return listed(declaration.id);
  }
}

function memberNames(declaration: SyntaxNode): ExportedName[] {
  return [...descendants(declaration)]
    .filter(({ type }) => type === 'TSPropertySignature' || type === 'TSMethodSignature')
    .flatMap(({ key }) => listed(key));
}

function publicMembers(body: SyntaxNode): ExportedName[] {
  return nodesIn(body.body)
    .filter(({ accessibility }) => accessibility !== 'private')
    .flatMap(({ key }) => listed(key));
}

const listed = (node: unknown): ExportedName[] => {
  const named = nameOf(node);
  return named === undefined ? [] : [named];
};

function nameOf(node: unknown): ExportedName | undefined {
  const [one] = nodesIn(node);
  if (one === undefined) return undefined;
  const name = isIdentifier(one) ? one.name : literalText(one);
  return name === undefined ? undefined : { name, offset: one.start };
}
