import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode.ts';

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
  );
}

describe('the content of a batch file', () => {
  it('is its text if it is UTF-8, with or without a byte order mark', () => {
    expect(decodeText(bytes('größe: 1 # 係留 🌊\n'))).toEqual({ ok: true, text: 'größe: 1 # 係留 🌊\n' });
    expect(decodeText(bytes([0xef, 0xbb, 0xbf], 'a: 1'))).toEqual({ ok: true, text: '\uFEFFa: 1' });
    expect(decodeText(bytes())).toEqual({ ok: true, text: '' });
  });

  it.each([
    ['a letter of Windows-1252', bytes('a: 1\nb: gr', [0xf6], 'sse\n'), 2, 6, 'the byte 0xF6 at offset 10'],
    ['after other letters', bytes('ä🌊: ', [0xff]), 1, 6, 'the byte 0xFF at offset 8'],
    ['after a byte order mark', bytes([0xef, 0xbb, 0xbf], 'a', [0x80]), 1, 2, 'the byte 0x80 at offset 4'],
    ['a character that is cut off', bytes('a: ', [0xe2, 0x82]), 1, 4, 'the byte 0xE2 at offset 3'],
    ['a longer form than necessary', bytes('/', [0xc0, 0xaf]), 1, 2, 'the byte 0xC0 at offset 1'],
    ['a surrogate', bytes('ab', [0xed, 0xa0, 0x80]), 1, 3, 'the byte 0xED at offset 2'],
  ])('is refused with line, column and offset: %s', (_, content, line, column, found) => {
    expect(decodeText(content)).toMatchObject({
      ok: false,
      issues: [{ line, column, found, message: expect.stringContaining('UTF-8') }],
    });
  });

  it.each([
    ['UTF-16', bytes([0xff, 0xfe], 'v\0e\0')],
    ['UTF-16', bytes([0xfe, 0xff], '\0v\0e')],
    ['UTF-16', bytes('v\0e\0r\0')],
    ['UTF-16', bytes('\0v\0e')],
    ['UTF-32', bytes([0xff, 0xfe, 0, 0], 'v\0\0\0')],
  ])('is refused by name if it is %s', (name, content) => {
    expect(decodeText(content)).toMatchObject({ ok: false, issues: [{ found: `text in ${name}` }] });
  });

  it('is accepted exactly if all of it is UTF-8, and then nothing of it is changed', () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.string({ unit: 'binary' }).map((text) => bytes(text)),
    );
    fc.assert(
      fc.property(fc.array(pieces), (all) => {
        const content = bytes('# ', ...all.map((piece) => [...piece]));
        const decoded = decodeText(content);
        expect(decoded.ok).toBe(isUtf8(content));
        if (decoded.ok) expect(bytes(decoded.text)).toEqual(content);
      }),
    );
  });
});
