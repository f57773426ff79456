import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Cell, type CsvStyle, csvLine, DELIMITERS } from './csv.ts';
import { csvLines } from './csv-lines.ts';

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(null, -0, 1e21, 123456789012345680000, 1e-7, 5e-324, Number.MAX_VALUE, 0.1 + 0.2),
  fc.string({ unit: 'binary' }),
);
const style: fc.Arbitrary<CsvStyle> = fc
  .record({
    delimiter: fc.constantFrom(...DELIMITERS),
    decimal: fc.constantFrom('.', ','),
    bom: fc.boolean(),
    digits: fc.option(fc.integer({ min: 1, max: 17 })),
  })
  .map((one) => ({ ...one, decimal: one.delimiter === ',' ? ('.' as const) : one.decimal }));

it('many lines are those that are made one by one', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell)), style, fc.nat({ max: 3 }), (rows, of, from) => {
      const lines = rows.map((cells) => `\u0000${csvLine(cells.slice(from), of)}`);
      expect(csvLines(rows, { style: of, from, mark: '\u0000' })).toBe(lines.join(''));
    }),
    { numRuns: 500 },
  );
  const many = Array.from({ length: 2501 }, (_, i): Cell[] => [i, i / 7, null, `a,${i}`]);
  expect(csvLines(many, { from: 1, mark: '' })).toBe(many.map((cells) => csvLine(cells.slice(1))).join(''));
});
