import { ROW_MARK } from '@ballast/results-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowBlock } from './row-block.ts';

const row = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll(ROW_MARK, '')),
  fc.constantFrom('', ',1,2\r\n', 'x'.repeat(300_000), 'é'.repeat(140_000)),
);

describe('RowBlock', () => {
  it('writes what each row begins with, then the row, whatever their lengths', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('', 'a.out,succeeded,', 'ü;'), fc.array(row))),
        (inputs) => {
          const written: Buffer[] = [];
          const block = new RowBlock((bytes) => written.push(Buffer.from(bytes)));
          for (const [head, rows] of inputs)
            block.add(Buffer.from(head), Buffer.from(rows.map((one) => ROW_MARK + one).join('')));
          block.flush();
          block.flush();
          const expected = inputs.flatMap(([head, rows]) => rows.map((one) => head + one)).join('');
          expect(Buffer.concat(written).equals(Buffer.from(expected))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});
