import { children, isIdentifier, nodesIn, type SyntaxNode } from './node.ts';

/** A name that no declaration in scope binds. */
export interface GlobalName {
  readonly name: string;
  readonly node: SyntaxNode;
}

/** Under these keys an identifier is a label or a property name, not a use of a variable, unless it is computed. */
const LABEL_KEYS: Readonly<Record<string, readonly string[]>> = {
  MemberExpression: ['property'],
  Property: ['key'],
  MethodDefinition: ['key'],
  PropertyDefinition: ['key'],
  AccessorProperty: ['key'],
  TSAbstractMethodDefinition: ['key'],
  TSAbstractPropertyDefinition: ['key'],
  TSPropertySignature: ['key'],
  TSMethodSignature: ['key'],
  TSEnumMember: ['id'],
  TSQualifiedName: ['right'],
  TSNamedTupleMember: ['label'],
  TSTypePredicate: ['parameterName'],
  TSImportType: ['qualifier'],
  ImportSpecifier: ['imported'],
  ImportAttribute: ['key'],
  ExportSpecifier: ['exported'],
  ExportAllDeclaration: ['exported'],
  LabeledStatement: ['label'],
  BreakStatement: ['label'],
  ContinueStatement: ['label'],
  MetaProperty: ['meta', 'property'],
};

/** Every use of a global, in values and in types; property names, labels and strings are not uses. */
export function globalNames(program: SyntaxNode): GlobalName[] {
  const found: GlobalName[] = [];
  const visit = (node: SyntaxNode, scopes: readonly ReadonlySet<string>[]): void => {
    if (isIdentifier(node)) {
      if (!scopes.some((names) => names.has(node.name))) found.push({ name: node.name, node });
    }
    const own = declaredIn(node);
    const inner = own.length === 0 ? scopes : [...scopes, new Set(own)];
    for (const [key, child] of children(node)) if (!isLabel(node, key)) visit(child, inner);
  };
  visit(program, []);
  return found;
}

function isLabel(node: SyntaxNode, key: string): boolean {
  if (node.type === 'ExportSpecifier' && key === 'local') return false;
  // `export { a } from './a.ts'` names a declaration of the other file.
  if (node.type === 'ExportNamedDeclaration' && key === 'specifiers') return node.source !== null;
  return node.computed !== true && (LABEL_KEYS[node.type]?.includes(key) ?? false);
}

/** Names that are bound for everything below `node`. `var` counts for its block only, since the linter refuses it. */
function declaredIn(node: SyntaxNode): string[] {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
    case 'TSModuleBlock':
      return nodesIn(node.body).flatMap(namesOfStatement);
    case 'SwitchStatement':
      return nodesIn(node.cases).flatMap((one) => nodesIn(one.consequent).flatMap(namesOfStatement));
    case 'ForStatement':
      return nodesIn(node.init).flatMap(namesOfStatement);
    case 'ForInStatement':
    case 'ForOfStatement':
      return nodesIn(node.left).flatMap(namesOfStatement);
    case 'CatchClause':
      return namesOfPattern(node.param);
    case 'TSMappedType':
      return namesOfPattern(node.key);
    default:
      return namesOfSignature(node);
  }
}

/** Parameters, type parameters and the own name of functions, classes and types. */
function namesOfSignature(node: SyntaxNode): string[] {
  const generics = nodesIn(node.typeParameters).flatMap((list) => nodesIn(list.params));
  const ownName = /^(Function|Class)Expression$/.test(node.type) ? namesOfPattern(node.id) : [];
  return [
    ...nodesIn(node.params).flatMap(namesOfPattern),
    ...nodesIn(node.parameters).flatMap(namesOfPattern),
    ...generics.flatMap((one) => namesOfPattern(one.name)),
    ...ownName,
  ];
}

function namesOfStatement(statement: SyntaxNode): string[] {
  // `declare const process: ...` tells the compiler about a global; it binds nothing.
  if (statement.declare === true) return [];
  switch (statement.type) {
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return nodesIn(statement.declaration).flatMap(namesOfStatement);
    case 'VariableDeclaration':
      return nodesIn(statement.declarations).flatMap((one) => namesOfPattern(one.id));
    case 'ImportDeclaration':
      return nodesIn(statement.specifiers).flatMap((one) => namesOfPattern(one.local));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSDeclareFunction':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
    case 'TSImportEqualsDeclaration':
      return namesOfPattern(statement.id);
    default:
      return [];
  }
}

function namesOfPattern(pattern: unknown): string[] {
  const [node] = nodesIn(pattern);
  if (node === undefined) return [];
  if (isIdentifier(node)) return [node.name];
  switch (node.type) {
    case 'ObjectPattern':
      return nodesIn(node.properties).flatMap((one) => namesOfPattern(one.value ?? one.argument));
    case 'ArrayPattern':
      return nodesIn(node.elements).flatMap(namesOfPattern);
    case 'AssignmentPattern':
      return namesOfPattern(node.left);
    case 'RestElement':
      return namesOfPattern(node.argument);
    case 'TSParameterProperty':
      return namesOfPattern(node.parameter);
    default:
      return [];
  }
}
