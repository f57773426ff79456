import { describe, expect, it } from 'vitest';
import { inWords } from './in-words.ts';
import { pathText } from './path.ts';

describe('inWords', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'nothing'],
    ['', 'empty text'],
    ['x', 'the text `x`'],
    [1.5, 'the number 1.5'],
    [true, '`true`'],
    [[], 'an empty list'],
    [[1], 'a list'],
    [{}, 'a mapping'],
  ])('describes %j as %j', (value, expected) => {
    expect(inWords(value)).toBe(expected);
  });
});

describe('pathText', () => {
  it('writes keys with dots and positions in brackets', () => {
    expect(pathText(['tables', 1, 'columns', 0, 'period'])).toBe('tables[1].columns[0].period');
    expect(pathText([])).toBe('');
  });

  it('quotes keys that are not plain words', () => {
    expect(pathText(['a', 'b c\u001b'])).toBe('a["b c\\u001b"]');
  });
});
