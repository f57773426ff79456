import type { Gate, Violation } from '../gate.ts';
import { CORE, roomOf, STATE_WRITERS } from '../rules.ts';
import { descendants, isIdentifier, literalText, nodesIn, type SyntaxNode } from '../syntax/node.ts';
import { type Write, writesToState } from '../syntax/state-writes.ts';
import type { SourceFile, Tree } from '../tree/tree.ts';

const PACKAGE = 'packages/scheduler/src/';
/** Declares the parts of the state. */
const STATE = `${CORE}state/state.ts`;
/** The function that gives a part which can be changed. */
const DRAFT = 'draft';

/** Each part of the scheduler's state has one room that writes to it; everything else gets it read-only. */
export const stateWriters: Gate = {
  name: 'state-writers',
  inspect: (tree) => {
    const written = tree.sources.filter(({ file, isTest }) => file.startsWith(PACKAGE) && !isTest);
    return {
      inspected: written.length,
      unit: 'files of the scheduler',
      violations: [...strangeParts(tree), ...written.flatMap(foreignWrites)],
    };
  },
};

/** Parts without a writer, and writers of parts that do not exist. */
function strangeParts({ sources }: Tree): Violation[] {
  const source = sources.find(({ file }) => file === STATE);
  if (source === undefined) return [];
  const parts = new Set(partsIn(source));
  const advice = 'correct the writers of the state in tools/gates/src/rules.ts';
  return [
    ...[...parts]
      .filter((part) => !STATE_WRITERS.has(part))
      .map((part) => ({ file: STATE, text: `'${part}' has no room that writes to it: ${advice}` })),
    ...[...STATE_WRITERS.keys()]
      .filter((part) => !parts.has(part))
      .map((part) => ({ file: STATE, text: `'${part}' is not a part of the state: ${advice}` })),
  ];
}

function partsIn({ module }: SourceFile): string[] {
  for (const node of descendants(module.program)) {
    if (node.type !== 'TSInterfaceDeclaration' || !isIdentifier(node.id, 'Parts')) continue;
    return nodesIn(node.body).flatMap((body) =>
      nodesIn(body.body).flatMap(({ key }) => (isIdentifier(key) ? [key.name] : [])),
    );
  }
  return [];
}

function foreignWrites({ file, module }: SourceFile): Violation[] {
  const room = file.startsWith(CORE) ? roomOf(file, CORE) : 'a file outside the core';
  return [...draftsIn(module.program), ...writesToState(module.program, new Set(STATE_WRITERS.keys()))]
    .sort((a, b) => a.offset - b.offset)
    .flatMap(({ part, offset }) => {
      const text = refusal(part, room);
      return text === undefined ? [] : [{ file, line: module.lineAt(offset), text }];
    });
}

function refusal(part: string | undefined, room: string): string | undefined {
  if (part === undefined) return `${DRAFT}() under another name, or of a part that is not named by a literal`;
  const writer = STATE_WRITERS.get(part);
  if (writer === room) return undefined;
  return `${room} writes to '${part}', which ${writer ?? 'no room'} writes: call a function of that room`;
}

/** Calls of `draft`, and imports that rename it. */
function draftsIn(program: SyntaxNode): Write[] {
  const found: Write[] = [];
  for (const node of descendants(program)) {
    if (node.type === 'ImportSpecifier' && isIdentifier(node.imported, DRAFT)) {
      if (!isIdentifier(node.local, DRAFT)) found.push({ part: undefined, offset: node.start });
    }
    if (node.type !== 'CallExpression' || !isIdentifier(node.callee, DRAFT)) continue;
    found.push({ part: literalText(nodesIn(node.arguments)[1]), offset: node.start });
  }
  return found;
}
