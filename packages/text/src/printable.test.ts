import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forTerminal, hasHostile, printable } from './printable.ts';

describe('printable', () => {
  it.each([
    ['plain äöü 漢字 🌊', 'plain äöü 漢字 🌊'],
    ['\u001b[2J', '\\u001b[2J'],
    ['a\nb\r\tc', 'a\\u000ab\\u000d\\u0009c'],
    ['\u202egpj.exe', '\\u202egpj.exe'],
    ['\u{e0001}', '\\u{e0001}'],
    ['\ud800', '\\ud800'],
  ])('shows %j as %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('cuts long text', () => {
    expect(printable('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`);
    expect(printable('x'.repeat(60))).toBe('x'.repeat(60));
    expect(printable('🌊'.repeat(60))).toBe('🌊'.repeat(60));
  });

  it('never lets a control, format or line-breaking character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});

describe('forTerminal', () => {
  it('makes escape sequences, line ends and overrides visible', () => {
    expect(forTerminal('a\u001b[2Jb')).toBe('a\\u{1b}[2Jb');
    expect(forTerminal('a\r\nb\tc\u007f\u009b')).toBe('a\\u{d}\\u{a}b\\u{9}c\\u{7f}\\u{9b}');
    expect(forTerminal('\u202egpj.exe\u2066\u2069')).toBe('\\u{202e}gpj.exe\\u{2066}\\u{2069}');
    expect(forTerminal('\u2028\ud800')).toBe('\\u{2028}\\u{d800}');
  });

  it('leaves names in every script as they are', () => {
    const names = 'C:\\läuf\\mooring – 係留 عقد 🌊.sim';
    expect(forTerminal(names)).toBe(names);
  });

  it('leaves nothing unsafe behind, and does not change its own results again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = forTerminal(text);
        for (const character of safe) {
          const code = character.codePointAt(0) ?? 0;
          expect(code < 0x20 || (code >= 0x7f && code < 0xa0)).toBe(false);
          expect((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)).toBe(false);
        }
        expect(forTerminal(safe)).toBe(safe);
      }),
    );
  });
});

describe('hasHostile', () => {
  it('is true exactly for texts that are not printed as they are', () => {
    expect([hasHostile('Türme 係留'), hasHostile('a\u202eb'), hasHostile('a\u202eb')]).toEqual([
      false,
      true,
      true,
    ]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(hasHostile(text)).toBe(forTerminal(text) !== text);
      }),
    );
  });
});
