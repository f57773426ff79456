import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PrintedRow } from './printed-row.ts';

function rowIn(...pieces: string[]): unknown {
  const printed = new PrintedRow();
  for (const piece of pieces) printed.add(Buffer.from(piece));
  return printed.read();
}

describe('the row that a command prints', () => {
  it('is its last line if that is one object', () => {
    expect(rowIn('some text\n{"a": 1}\n')).toEqual({ a: 1 });
    expect(rowIn('{"a": 1}')).toEqual({ a: 1 });
    expect(rowIn('{"a": 1}\r\n\r\n')).toEqual({ a: 1 });
    expect(rowIn('{"a": 1}\nmore text\n')).toBeNull();
  });

  it('is nothing else', () => {
    for (const text of ['', '[1]', '1', '"a"', 'null', '{"a": 1} {"b": 2}', '{a: 1}'])
      expect(rowIn(text)).toBeNull();
  });

  it('may arrive in any pieces, and gives every number back', () => {
    const object = fc.dictionary(
      fc.string(),
      fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string()),
    );
    fc.assert(
      fc.property(object, fc.integer({ min: 1, max: 20 }), (row, size) => {
        const text = `before\n${JSON.stringify(row)}\n`;
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        expect(rowIn(...pieces)).toEqual(JSON.parse(JSON.stringify(row)));
      }),
    );
  });

  it('has no value for what JSON cannot say, but keeps it in texts', () => {
    expect(rowIn('{"a": NaN, "b": -Infinity, "c": "NaN"}\n')).toEqual({ a: null, b: null, c: 'NaN' });
  });
});
