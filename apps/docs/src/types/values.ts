import { declaration, nameOf } from './shapes.ts';
import { descendants, type Source, type SyntaxNode } from './source.ts';

/** The values of a type that is a union of texts, or `(typeof LIST)[number]`; those of other such types included. */
export function valuesOf(source: Source, name: string): readonly string[] {
  const { typeAnnotation } = declaration(source, 'TSTypeAliasDeclaration', name);
  const annotation = typeAnnotation as SyntaxNode;
  if (annotation.type === 'TSIndexedAccessType') return elementsOf(source, annotation);
  return (annotation.types as readonly SyntaxNode[]).flatMap((member) =>
    member.type === 'TSTypeReference' ? valuesOf(source, nameOf(member)) : [textIn(source, member)],
  );
}

function elementsOf(source: Source, annotation: SyntaxNode): readonly string[] {
  const query = [...descendants(annotation)].find(({ type }) => type === 'TSTypeQuery');
  const name = (query?.exprName as SyntaxNode | undefined)?.name;
  const list = declaration(source, 'VariableDeclarator', String(name));
  const array = [...descendants(list)].find(({ type }) => type === 'ArrayExpression');
  return ((array?.elements ?? []) as readonly SyntaxNode[]).map((element) => textIn(source, element));
}

const textIn = ({ text }: Source, { start, end }: SyntaxNode): string =>
  text.slice(start, end).replaceAll("'", '');
