import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialect } from './dialect.ts';
import { Recoder, recoded } from './recoder.ts';

const PLAIN: Dialect = { encoding: 'bytes', returns: false, separator: null };
const plain = (text: string, dialect: Partial<Dialect>): string =>
  recoded(Buffer.from(text, 'utf8'), { ...PLAIN, ...dialect }).toString('utf8');

describe('recoding', () => {
  it('replaces separators in rows only, and fills empty cells', () => {
    const text = 'by X, on Monday\nTime,Höhe\n0.0, 1.5\n0.1,,\n "0.2","2"\n';
    expect(plain(text, { separator: ',' })).toBe('by X, on Monday\nTime,Höhe\n0.0\t1.5\n0.1\tNaN\n0.2\t2\n');
    expect(plain('a;b\n1;2', { separator: ';' })).toBe('a;b\n1\t2');
    expect(plain('a\tb\tc\n1\t\t2\n1\t2\t\n', { separator: '\t' })).toBe('a\tb\tc\n1\tNaN\t2\n1\t2\tNaN\n');
  });

  it('turns carriage returns into line feeds, and UTF-16 into UTF-8', () => {
    expect(plain('a\r1\r', { returns: true })).toBe('a\n1\n');
    const bytes = Buffer.from('\ufeffHöhe\n1\n', 'utf16le');
    expect(recoded(bytes, { ...PLAIN, encoding: 'utf-16le' }).toString('utf8')).toBe('Höhe\n1\n');
  });

  it('yields the same bytes however they are divided into pieces', () => {
    const line = fc.constantFrom('Time,Ω', '0.5,1', '1,,3', '', 'words, and "more"', '-1e5 , 2');
    const dialect = fc.record({
      encoding: fc.constantFrom<Dialect['encoding']>('bytes', 'utf-16le'),
      returns: fc.boolean(),
      separator: fc.constantFrom<Dialect['separator']>(',', ';', null),
    });
    fc.assert(
      fc.property(fc.array(line), dialect, fc.integer({ min: 1, max: 20 }), (lines, of, size) => {
        const text = lines.join(of.returns ? '\r' : '\n');
        const bytes = Buffer.from(text, of.encoding === 'bytes' ? 'utf8' : 'utf16le');
        const recoder = new Recoder(of);
        const pieces: Buffer[] = [];
        for (let at = 0; at <= bytes.length; at += size) {
          pieces.push(recoder.push(bytes.subarray(at, at + size), at + size > bytes.length));
        }
        expect(Buffer.concat(pieces).toString('utf8')).toBe(recoded(bytes, of).toString('utf8'));
      }),
    );
  });
});
