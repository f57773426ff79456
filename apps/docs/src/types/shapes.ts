import { descendants, isNode, type Source, type SyntaxNode } from './source.ts';

/** A field of an object; `name` has the path to it if it is in an object within: `budget.memory`. */
export interface Field {
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
  readonly meaning: string;
}

/** An interface, or a member of a union of objects. */
export interface Shape {
  /** The name of the interface, or the value of the tag. */
  readonly name: string;
  readonly meaning: string;
  readonly fields: readonly Field[];
}

/** The interface with a name. Those that it extends are not included. */
export function interfaceShape(source: Source, name: string): Shape {
  const node = declaration(source, 'TSInterfaceDeclaration', name);
  const exported = parentOf(source.program, node) ?? node;
  const members = (node.body as SyntaxNode).body as readonly SyntaxNode[];
  return { name, meaning: source.commentBefore(exported), fields: fieldsOf(source, members, '') };
}

/** The members of a union of objects that a field such as `type` or `kind` distinguishes. */
export function unionShapes(source: Source, name: string, tag: string): readonly Shape[] {
  const { typeAnnotation } = declaration(source, 'TSTypeAliasDeclaration', name);
  const members = (typeAnnotation as SyntaxNode).types as readonly SyntaxNode[];
  return members.flatMap((member) => {
    const literal = [...descendants(member)].find(({ type }) => type === 'TSTypeLiteral');
    if (literal === undefined) return [];
    const fields = [
      ...intersectedWith(source, member),
      ...fieldsOf(source, literal.members as readonly SyntaxNode[], ''),
    ];
    const kind = fields.find((field) => field.name === tag);
    if (kind === undefined) throw new Error(`${source.file}: a member of ${name} has no ${tag}`);
    return [
      {
        name: kind.type.replaceAll("'", ''),
        meaning: source.commentBefore(member),
        fields: fields.filter((field) => field !== kind),
      },
    ];
  });
}

/** Fields of the interfaces that a member of a union is intersected with. */
function intersectedWith(source: Source, member: SyntaxNode): readonly Field[] {
  const intersection = [...descendants(member)].find(({ type }) => type === 'TSIntersectionType');
  return ((intersection?.types ?? []) as readonly SyntaxNode[])
    .filter(({ type }) => type === 'TSTypeReference')
    .flatMap((reference) => interfaceShape(source, nameOf(reference)).fields);
}

export const nameOf = ({ typeName }: SyntaxNode): string => String((typeName as SyntaxNode).name);

export function declaration(source: Source, type: string, name: string): SyntaxNode {
  for (const node of descendants(source.program)) {
    if (node.type === type && (node.id as SyntaxNode).name === name) return node;
  }
  throw new Error(`${source.file} declares no ${name}`);
}

const parentOf = (program: SyntaxNode, node: SyntaxNode): SyntaxNode | undefined =>
  (program.body as readonly SyntaxNode[]).find(({ declaration: declared }) => declared === node);

function fieldsOf(source: Source, members: readonly SyntaxNode[], path: string): readonly Field[] {
  return members.flatMap((member): readonly Field[] => {
    if (member.type !== 'TSPropertySignature') return [];
    const name = `${path}${String((member.key as SyntaxNode).name)}`;
    const annotation = (member.typeAnnotation as SyntaxNode).typeAnnotation as SyntaxNode;
    const inner = [...objectsIn(annotation)];
    return [
      {
        name,
        optional: member.optional === true,
        type: typeText(source, annotation),
        meaning: source.commentBefore(member),
      },
      ...inner.flatMap((literal) => fieldsOf(source, literal.members as readonly SyntaxNode[], `${name}.`)),
    ];
  });
}

/** The objects of a type that are written out in it: of a union, or of a list. */
function* objectsIn(node: SyntaxNode): Generator<SyntaxNode> {
  if (node.type === 'TSTypeLiteral') {
    yield node;
    return;
  }
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* objectsIn(child);
  }
}

function typeText({ text }: Source, node: SyntaxNode): string {
  let shown = text.slice(node.start, node.end);
  for (const literal of [...objectsIn(node)].reverse()) {
    const from = literal.start - node.start;
    shown = `${shown.slice(0, from)}object${shown.slice(literal.end - node.start)}`;
  }
  return shown
    .replace(/\breadonly /g, '')
    .replace(/\s+/g, ' ')
    .replace(/^\| /, '');
}
