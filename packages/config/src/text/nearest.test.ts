import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const KEYS = ['name', 'layout', 'columns', 'memory'];

describe('nearest', () => {
  it.each([
    ['colums', 'columns'],
    ['column', 'columns'],
    ['colmuns', 'columns'],
    ['LAYOUT', 'layout'],
    ['nmae', 'name'],
    ['mem', 'memory'],
    ['columnss-of-table', 'columns'],
    ['my-own-columns', null],
    ['x', null],
    ['', null],
    ['output', null],
  ])('suggests for %j: %j', (word, expected) => {
    expect(nearest(word, KEYS)).toBe(expected);
  });

  it('suggests the first of equally similar candidates', () => {
    expect(nearest('mon', ['mun', 'man'])).toBe('mun');
  });

  it('counts a swap of neighbours as one edit', () => {
    expect(nearest('mni', ['min'])).toBe('min');
  });

  it('ignores words that are too long for a typing error', () => {
    expect(nearest('a'.repeat(1_000_000), ['a'.repeat(50)])).toBeNull();
  });

  it('always suggests a known word itself, whatever its case', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), fc.boolean(), (key, upper) => {
        expect(nearest(upper ? key.toUpperCase() : key, KEYS)).toBe(key);
      }),
    );
  });

  it('suggests nothing but candidates', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
        const found = nearest(word, candidates);
        expect(found === null || candidates.includes(found)).toBe(true);
      }),
    );
  });
});
