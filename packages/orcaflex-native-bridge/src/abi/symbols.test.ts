import { describe, expect, it } from 'vitest';
import { CALLBACKS } from './callbacks.ts';
import { STRUCTS } from './struct-table.ts';
import { kindsOf, SYMBOLS, type SymbolName } from './symbols.ts';

const HANDLES = ['model', 'object', 'handle', 'statistics', 'extremes', 'summary', 'buffer', 'window'];
const OUT_HANDLES = ['model*', 'statistics*', 'extremes*', 'summary*', 'buffer*', 'admin*'];

/** C types allowed for an argument of each kind. */
const C_TYPES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...HANDLES.map((kind) => [kind, ['void *']] as const),
  ...OUT_HANDLES.map((kind) => [kind, ['void **']] as const),
  ['bins', ['TCycleBin *']],
  ['bins*', ['TCycleBin **']],
  ...['int', 'id', 'bool'].map((kind) => [kind, ['int32_t']] as const),
  ...['int*', 'bool*', 'status'].map((kind) => [kind, ['int32_t *', 'const int32_t *']] as const),
  ['int64', ['int64_t']],
  ['int64*', ['int64_t *']],
  ['double', ['double']],
  ['double*', ['double *', 'const double *']],
  ['bytes', ['uint8_t *', 'const uint8_t *']],
  ['text', ['const char16_t *']],
  ['text?', ['const char16_t *']],
  ['text*', ['uint16_t *']],
  ['any*', ['void *']],
  ...Object.keys(CALLBACKS).map((name) => [name, [`${name} *`]] as const),
  ...Object.keys(STRUCTS).flatMap((name) => [
    ...['in', 'in?'].map((way) => [`${way} ${name}`, [`const ${name} *`]] as const),
    [`in ${name}[]`, [`const ${name} *`]] as const,
    [`out ${name}`, [`_Out_ ${name} *`]] as const,
    [`out ${name}[]`, [`${name} *`]] as const,
    [`inout ${name}`, [`_Inout_ ${name} *`]] as const,
  ]),
]);

const RESULTS: Readonly<Record<string, string>> = {
  void: 'void',
  int: 'int32_t',
  bool: 'int32_t',
  double: 'double',
};

const names = Object.keys(SYMBOLS) as SymbolName[];

/** Splits `const char16_t *path` into type and name. */
function parameters(prototype: string): { readonly type: string; readonly name: string }[] {
  const inner = /\((.*)\)$/.exec(prototype)?.[1] ?? '';
  if (inner === '') return [];
  return inner.split(', ').map((text) => {
    const match = /^(.*?)(\w+)$/.exec(text);
    return { type: (match?.[1] ?? '').trim(), name: match?.[2] ?? '' };
  });
}

describe('the table of symbols', () => {
  it('contains the functions for post-processing', () => {
    expect(names.length).toBeGreaterThanOrEqual(90);
  });

  it.each(names)('gives %s a prototype with its own name and its kinds', (name) => {
    const { prototype, returns } = SYMBOLS[name];
    expect(prototype.startsWith(`${RESULTS[returns]} __stdcall ${name}(`)).toBe(true);
    const written = parameters(prototype);
    expect(written).toHaveLength(kindsOf(name).length);
    for (const [index, kind] of kindsOf(name).entries())
      expect(C_TYPES.get(kind), `${name}, argument ${index + 1}`).toContain(written[index]?.type);
  });

  it('has the status last and nowhere else', () => {
    const withStatus = names.filter((name) => kindsOf(name).includes('status'));
    for (const name of withStatus) {
      expect(kindsOf(name).filter((kind) => kind === 'status')).toHaveLength(1);
      expect(parameters(SYMBOLS[name].prototype).at(-1)).toEqual({ type: 'int32_t *', name: 'lpStatus' });
    }
    expect(names.filter((name) => !withStatus.includes(name))).toEqual([
      'C_GetLastErrorStringW',
      'OrcinaDefaultReal',
      'OrcinaInfinity',
      'OrcinaUndefinedReal',
      'OrcinaNullReal',
      'OrcinaDittoReal',
    ]);
  });

  it('uses the 16-bit form of every string function', () => {
    const textual = names.filter((name) => kindsOf(name).some((kind) => kind.startsWith('text')));
    expect(textual.filter((name) => !name.endsWith('W'))).toEqual([]);
  });
});
