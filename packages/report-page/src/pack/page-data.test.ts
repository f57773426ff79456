import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNames, readNumbers, writeNames, writeNumbers } from './columns.ts';
import { ByteReader, ByteWriter } from './varint.ts';

const whole = fc.option(fc.maxSafeInteger(), { nil: null });
const small = fc.option(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), { nil: null });

describe('packed columns', () => {
  it('give the numbers back that were packed, as differences from another column too', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small)), (rows) => {
        const [values, base] = [rows.map(([value]) => value), rows.map(([, other]) => other)];
        const to = new ByteWriter();
        writeNumbers(to, base);
        writeNumbers(to, values, base);
        const from = new ByteReader(to.end());
        const read = readNumbers(from, rows.length);
        const asRead = (column: Float64Array): (number | null)[] =>
          Array.from(column, (value) => (Number.isNaN(value) ? null : value));
        expect(asRead(read)).toEqual(base);
        expect(asRead(readNumbers(from, rows.length, read))).toEqual(values);
      }),
    );
  });

  it('hold any number of bytes, of times and of sizes', () => {
    fc.assert(
      fc.property(fc.array(whole.map((value) => (value === null ? null : Math.abs(value) / 4))), (values) => {
        const rounded = values.map((value) => (value === null ? null : Math.round(value)));
        const to = new ByteWriter();
        writeNumbers(to, rounded);
        const read = readNumbers(new ByteReader(to.end()), values.length);
        expect(Array.from(read, (value) => (Number.isNaN(value) ? null : value))).toEqual(rounded);
      }),
    );
  });

  it('give names back, whatever they share with the one before', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('a/b_001.sim', 'a/b_002.sim', '🌊a', '🌋b', ''),
    );
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const to = new ByteWriter();
        writeNames(to, names);
        expect(readNames(new ByteReader(to.end()), names.length)).toEqual(names);
      }),
    );
  });

  it('are refused if they end too early', () => {
    const to = new ByteWriter();
    to.text('abc');
    expect(() => new ByteReader(to.end().subarray(0, 2)).text()).toThrow(/too early/);
    expect(() => new ByteReader(new Uint8Array()).varint()).toThrow(/too early/);
  });
});
