import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Compiled, decodeCompiled, encodeCompiled } from './cache-format.ts';

const compiled: fc.Arbitrary<Compiled> = fc.record({
  codeBytes: fc.nat(),
  files: fc.array(
    fc.record({
      name: fc.string(),
      size: fc.nat(),
      modified: fc.nat(),
      data: fc.uint8Array({ maxLength: 40 }),
    }),
    { maxLength: 4 },
  ),
});

const plain = ({ codeBytes, files }: Compiled): unknown => ({
  codeBytes,
  files: files.map(({ data, ...file }) => ({ ...file, data: [...data] })),
});

describe('a file of compiled code', () => {
  it('contains what was written', () => {
    fc.assert(
      fc.property(compiled, (written) => {
        expect(plain(decodeCompiled(encodeCompiled(written)))).toEqual(plain(written));
      }),
    );
  });

  it('contains nothing if a single bit of it has changed', () => {
    fc.assert(
      fc.property(compiled, fc.nat(), fc.nat(7), (written, at, bit) => {
        const bytes = encodeCompiled(written);
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
        expect(decodeCompiled(bytes).files).toEqual([]);
      }),
    );
  });

  it('contains nothing if its end is missing', () => {
    fc.assert(
      fc.property(compiled, fc.nat(), (written, at) => {
        const bytes = encodeCompiled(written);
        expect(decodeCompiled(bytes.subarray(0, at % bytes.length)).files).toEqual([]);
      }),
    );
  });
});
