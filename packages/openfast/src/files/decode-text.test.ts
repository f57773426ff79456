import { describe, expect, it } from 'vitest';
import { decodeField, decodeText } from './decode-text.ts';

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part, 'utf8'))),
  );

describe('text of a file', () => {
  it('is UTF-8 if it is valid UTF-8, and one byte per character otherwise', () => {
    expect(decodeText(bytes('Wellenhöhe (°) kN·m Ω'))).toBe('Wellenhöhe (°) kN·m Ω');
    expect(decodeText(bytes('kN', 0xb7, 'm'))).toBe('kN·m');
    expect(decodeText(bytes('Wellenh', 0xf6, 'he'))).toBe('Wellenhöhe');
  });
});

describe('a field of fixed length', () => {
  it('loses its padding', () => {
    expect(decodeField(bytes(' (kN) '))).toBe('(kN)');
    expect(decodeField(bytes('A', 0, 0))).toBe('A');
  });

  it('loses a character that was cut in the middle', () => {
    expect(decodeField(bytes('Höhe', 0xc3))).toBe('Höhe');
    expect(decodeField(bytes('a', 0xe2, 0x82))).toBe('a');
  });

  it('keeps a single letter that Windows-1252 explains', () => {
    expect(decodeField(bytes('Fatigu', 0xe9))).toBe('Fatigué');
    expect(decodeField(bytes(0xe9))).toBe('é');
    expect(decodeField(bytes(0xb0))).toBe('°');
    expect(decodeField(bytes())).toBe('');
  });
});
