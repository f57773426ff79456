import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lines, parse, SMALL } from '../test/parsing.ts';

describe('hostile batch files', () => {
  it('list 200 mistakes and report that there are more', () => {
    const result = parse(`${SMALL}${Array.from({ length: 5000 }, (_, i) => `k${i}: 1\n`).join('')}`);
    expect(lines(result)).toHaveLength(201);
    expect(lines(result).at(-1)).toBe(
      'b:208:1  Expected fewer mistakes, found more than 200; the rest is not listed',
    );
  });

  it('never throw, and yield either a batch or mistakes', () => {
    const piece = fc.constantFrom(
      ...SMALL.split(/(?<=[\n {}:,])/),
      '\0',
      '\t',
      '&a ',
      '*a',
      '[',
      ']',
      '\r\n',
      '\uFEFF',
      '~',
      '-1',
      '!x ',
    );
    const texts = fc.array(piece, { maxLength: 60 }).map((all) => all.join(''));
    const damaged = fc
      .tuple(fc.nat(SMALL.length), fc.nat(8), fc.string())
      .map(([at, cut, put]) => SMALL.slice(0, at) + put + SMALL.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(texts, damaged), fc.array(fc.oneof(fc.string(), damaged)), (text, overrides) => {
        const result = parse(text, ...overrides);
        expect(result.ok || result.issues.length > 0).toBe(true);
        expect(lines(result).join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
      { numRuns: 500 },
    );
  });
});
