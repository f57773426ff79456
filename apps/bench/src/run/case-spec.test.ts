import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READERS } from '../scenario/columns.ts';
import { SCENARIOS } from '../scenario/scenario.ts';
import { caseName, parseCase, parseSize } from './case-spec.ts';

describe('the words of a case', () => {
  it('are read in any order after the scenario', () => {
    expect(parseCase('large storage=200MB  cold openfast memory=2GiB')).toEqual({
      scenario: 'large',
      reader: 'openfast',
      cache: 'cold',
      storage: 2e8,
      disk: null,
      memory: 2 ** 31,
    });
    expect(parseCase('large disk=160MB/8.5ms')).toMatchObject({ disk: { rate: 1.6e8, seek: 8.5, arms: 1 } });
    expect(parseCase('large disk=40MB/2ms/8')).toMatchObject({ disk: { rate: 4e7, seek: 2, arms: 8 } });
  });

  it('have defaults', () => {
    expect(parseCase('small')).toEqual({
      scenario: 'small',
      reader: 'orcaflex',
      cache: 'warm',
      storage: null,
      disk: null,
      memory: null,
    });
  });

  it.each([
    '',
    'huge',
    'small hot',
    'small storage=fast',
    'small memory=0B',
    'small speed=1MB',
    'small disk=9MB',
    'small disk=9MB/2ms/0',
    'small disk=9MB/2ms/65',
  ])('are refused as %o', (text) => {
    expect(typeof parseCase(text)).toBe('string');
  });

  it('name a case so that it is read back', () => {
    const spec = fc.record({
      scenario: fc.constantFrom(...SCENARIOS),
      reader: fc.constantFrom(...READERS),
      cache: fc.constantFrom('warm' as const, 'cold' as const),
      storage: fc.option(fc.integer({ min: 1, max: 1e12 })),
      disk: fc.option(
        fc.record({
          rate: fc.integer({ min: 1, max: 1e12 }),
          seek: fc.integer({ min: 0, max: 999 }),
          arms: fc.integer({ min: 1, max: 64 }),
        }),
      ),
      memory: fc.option(fc.integer({ min: 1, max: 1e12 })),
    });
    fc.assert(
      fc.property(spec, (one) => {
        expect(parseCase(caseName(one))).toEqual({ ...one });
      }),
    );
    expect(
      caseName({
        scenario: 'large',
        reader: 'orcaflex',
        cache: 'cold',
        storage: 2e8,
        disk: null,
        memory: 2 ** 31,
      }),
    ).toBe('large orcaflex cold storage=200MB memory=2GiB');
  });

  it.each([
    ['4096B', 4096],
    ['1.5GiB', 1.5 * 2 ** 30],
    ['200MB', 2e8],
    ['7kb', 7000],
    ['7', null],
    ['-1MB', null],
    ['1e3MB', null],
  ])('take %s for %s bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });
});
