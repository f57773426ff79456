import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import type { Declared, OwnLayout, OwnTable } from './declared.ts';
import { withoutPacking } from './own-table.ts';

const OURS: OwnTable = {
  prototypes: {
    C_Load: 'void __stdcall C_Load(void *model, const char16_t *path, int32_t *lpStatus)',
    C_Fit: 'void __stdcall C_Fit(void *statistics, const TSpec *spec, double *values, int32_t *lpStatus)',
  },
  callbacks: { TProgressProc: 'void __stdcall TProgressProc(void *model, int32_t percent, int32_t *cancel)' },
  layouts: { TSpec: { size: 12, fields: { Size: [0, 4], Threshold: [4, 8] } } },
  statusName: (status) => (status === 0 ? 'OK' : 'FILE_NOT_FOUND'),
};

const DECLARED: Declared = {
  functions: {
    C_Load: { returns: 'void', arguments: ['handle', 'text', 'i32*'] },
    C_Fit: { returns: 'void', arguments: ['handle', '_Spec*', 'f64*', 'i32*'] },
  },
  structs: {
    _Spec: {
      size: 12,
      fields: [
        { name: 'Size', offset: 0, size: 4 },
        { name: '_Threshold', offset: 4, size: 8 },
      ],
    },
  },
  callbacks: { ProgressProc: { returns: 'void', arguments: ['handle', 'i32', 'i32*'] } },
  numbers: { StatusCode: { OK: 0, FileNotFound: 6 } },
};

describe('a comparison with the wrapper', () => {
  it('counts what both sides declare alike', () => {
    const { alike, wrong } = compare(OURS, DECLARED);
    expect(alike).toEqual({ functions: 2, structs: 1, callbacks: 1, statuses: 2 });
    expect(wrong).toEqual([]);
  });

  it('fails on a struct that is not packed', () => {
    expect(compare(withoutPacking(OURS, 'TSpec'), DECLARED).wrong).toEqual([
      'TSpec: 16 bytes here, 12 in the wrapper',
      'TSpec: field Threshold is 8 bytes at 4 in the wrapper, not here',
    ]);
  });

  it.each([
    [['handle', 'i32*'], 'C_Load: 3 arguments here, 2 in the wrapper'],
    [['handle', 'i32', 'i32*'], 'C_Load: argument 2 is text here, i32 in the wrapper'],
    [['handle', 'text', 'f64*'], 'C_Load: argument 3 is i32* here, f64* in the wrapper'],
    [['i32', 'text', 'i32*'], 'C_Load: argument 1 is handle here, i32 in the wrapper'],
  ])('names the argument that differs: %j', (kinds, sentence) => {
    const functions = { C_Load: { returns: 'void', arguments: kinds } };
    expect(compare(OURS, { ...DECLARED, functions }).wrong).toEqual([sentence]);
  });

  it('names a return value, a callback and a status that differ', () => {
    const functions = { C_Load: { returns: 'i32', arguments: ['handle', 'text', 'i32*'] } };
    const callbacks = { ProgressProc: { returns: 'void', arguments: ['handle', 'f64', 'i32*'] } };
    const numbers = { StatusCode: { OK: 0, FileReadError: 7 } };
    expect(compare(OURS, { ...DECLARED, functions, callbacks, numbers }).wrong).toEqual([
      'C_Load: it returns void here, i32 in the wrapper',
      'ProgressProc: argument 2 is i32 here, f64 in the wrapper',
      'status 7: FILE_NOT_FOUND here, FileReadError in the wrapper',
    ]);
  });

  it('distinguishes a struct that has grown at its end from one that has changed', () => {
    const [size, threshold] = DECLARED.structs._Spec?.fields ?? [];
    if (size === undefined || threshold === undefined) throw new Error('the fixture has no fields');
    const grown = { _Spec: { size: 20, fields: [size, threshold, { name: 'New', offset: 12, size: 8 }] } };
    const { wrong, grown: sentences } = compare(OURS, { ...DECLARED, structs: grown });
    expect([wrong, sentences]).toEqual([[], ['TSpec: 12 bytes here, 20 in the wrapper (New)']]);
    const moved = {
      _Spec: {
        size: 12,
        fields: [
          { ...threshold, offset: 0 },
          { ...size, offset: 8 },
        ],
      },
    };
    expect(compare(OURS, { ...DECLARED, structs: moved }).wrong).toEqual([
      'TSpec: field Threshold is 8 bytes at 0 in the wrapper, not here',
      'TSpec: field Size is 4 bytes at 8 in the wrapper, not here',
    ]);
  });

  it('skips what the wrapper itself declares too narrow, with the reason', () => {
    const callbacks = { SolveEquationCalcYProc: { returns: 'f64', arguments: ['i32', 'f64', 'i32*'] } };
    const own = {
      TSolveEquationCalcYProc: 'double TSolveEquationCalcYProc(intptr_t data, double x, int32_t *st)',
    };
    const { alike, wrong, passedOver } = compare({ ...OURS, callbacks: own }, { ...DECLARED, callbacks });
    expect([alike.callbacks, wrong]).toEqual([undefined, []]);
    expect(passedOver).toEqual([expect.stringContaining('as wide as a pointer')]);
  });

  it('lists what one side has and the other lacks', () => {
    const functions = { ...DECLARED.functions, C_New: { returns: 'void', arguments: ['i32*'] } };
    const prototypes = { ...OURS.prototypes, C_Old: 'double C_Old(void)' };
    const { lacking, unvouched } = compare({ ...OURS, prototypes }, { ...DECLARED, functions });
    expect([lacking.functions, unvouched]).toEqual([['C_New'], ['C_Old']]);
  });

  it('matches an inner struct with the fields that fill its bytes', () => {
    const own: OwnLayout = {
      size: 20,
      fields: { Size: [0, 4], IntervalLower: [4, 8], IntervalUpper: [12, 8] },
    };
    const structs = {
      Spec: {
        size: 20,
        fields: [
          { name: 'Size', offset: 0, size: 4 },
          { name: 'Interval', offset: 4, size: 16 },
        ],
      },
    };
    expect(compare({ ...OURS, layouts: { TSpec: own } }, { ...DECLARED, structs }).wrong).toEqual([]);
  });
});
