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
  ])('takes %j for %j', (word, expected) => {
    expect(nearest(word, KEYS)).toBe(expected);
  });

  it('takes the first of equally near candidates', () => {
    expect(nearest('mon', ['mun', 'man'])).toBe('mun');
  });

  it('counts a swap of neighbours as one edit', () => {
    expect(nearest('mni', ['min'])).toBe('min');
  });

  it('gives up on words that no slip of the finger makes', () => {
    expect(nearest('a'.repeat(1_000_000), ['a'.repeat(50)])).toBeNull();
  });

  it('always finds a known word itself, whatever its case', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), fc.boolean(), (key, upper) => {
        expect(nearest(upper ? key.toUpperCase() : key, KEYS)).toBe(key);
      }),
    );
  });

  it('only ever names a candidate', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
        const found = nearest(word, candidates);
        expect(found === null || candidates.includes(found)).toBe(true);
      }),
    );
  });
});
