import { parseSync } from 'oxc-parser';
import { type ImportedModule, importsOf } from './imports.ts';
import type { SyntaxNode } from './node.ts';

export interface Module {
  readonly program: SyntaxNode;
  readonly imports: readonly ImportedModule[];
  /** Line, counted from 1, of an offset in the text. */
  readonly lineAt: (offset: number) => number;
  /** Reasons why the text is not a program; the other fields then hold what could be read. */
  readonly errors: readonly { readonly offset: number; readonly text: string }[];
}

export function parseModule(file: string, text: string): Module {
  const { program, errors } = parseSync(file, text, { sourceType: 'module' });
  const root = program as unknown as SyntaxNode;
  return {
    program: root,
    imports: importsOf(root),
    lineAt: (offset) => text.slice(0, offset).split('\n').length,
    errors: errors.map((error) => ({ offset: error.labels[0]?.start ?? 0, text: error.message })),
  };
}
