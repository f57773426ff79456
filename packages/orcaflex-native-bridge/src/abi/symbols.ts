import type { Kind, SymbolEntry } from './kinds.ts';
import { ARITHMETIC_SYMBOLS } from './symbols/arithmetic.ts';
import { FILE_SYMBOLS } from './symbols/files.ts';
import { LIBRARY_SYMBOLS } from './symbols/library.ts';
import { MODEL_SYMBOLS } from './symbols/model.ts';
import { OBJECT_SYMBOLS } from './symbols/objects.ts';
import { RESULT_SYMBOLS } from './symbols/results.ts';

/** Every export by name: its C prototype, as koffi takes it, and the kinds of its arguments. */
export const SYMBOLS: typeof LIBRARY_SYMBOLS &
  typeof FILE_SYMBOLS &
  typeof MODEL_SYMBOLS &
  typeof OBJECT_SYMBOLS &
  typeof RESULT_SYMBOLS &
  typeof ARITHMETIC_SYMBOLS = {
  ...LIBRARY_SYMBOLS,
  ...FILE_SYMBOLS,
  ...MODEL_SYMBOLS,
  ...OBJECT_SYMBOLS,
  ...RESULT_SYMBOLS,
  ...ARITHMETIC_SYMBOLS,
};

export type SymbolName = keyof typeof SYMBOLS;

const ENTRIES: Readonly<Record<SymbolName, SymbolEntry>> = SYMBOLS;

export function kindsOf(name: SymbolName): readonly Kind[] {
  return ENTRIES[name].args;
}
