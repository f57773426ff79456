import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terminalScreen } from '../../test/terminal-screen.ts';
import { displayWidth, fitted, fittedEnd } from './display-width.ts';
import { liveRegion } from './live-region.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '漢', '🌊'), maxLength: 50 });
const shown = fc.array(text, { minLength: 1, maxLength: 6 });

function onTerminal(columns: number) {
  const screen = terminalScreen(columns);
  screen.write('before\n');
  const out = {
    columns,
    write: (data: string | Uint8Array) => {
      screen.write(String(data));
      return true;
    },
  };
  return { screen, out, region: liveRegion(out) };
}

describe('lines that are replaced in place', () => {
  it('show the last ones alone, and leave nothing behind', () => {
    fc.assert(
      fc.property(fc.array(shown, { minLength: 1 }), fc.integer({ min: 8, max: 60 }), (all, columns) => {
        const { screen, region } = onTerminal(columns);
        for (const lines of all) region.show(lines.map((line) => fitted(line, columns - 1)));
        const last = all.at(-1) ?? [];
        expect(screen.lines()).toEqual([
          'before',
          ...last.map((line) => fitted(line, columns - 1).trimEnd()),
        ]);
        region.clear();
        region.clear();
        expect(screen.lines()).toEqual(['before', '']);
      }),
    );
  });

  it('leave nothing behind on a terminal that becomes narrower or wider meanwhile', () => {
    const narrow = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 50 });
    const size = fc.integer({ min: 8, max: 60 });
    fc.assert(
      fc.property(fc.array(narrow, { minLength: 1, maxLength: 6 }), size, size, (lines, from, to) => {
        const { screen, region, out } = onTerminal(from);
        region.show(lines.map((line) => fitted(line, from - 1)));
        screen.resize(to);
        out.columns = to;
        region.clear();
        expect(screen.lines()).toEqual(['before', '']);
      }),
    );
  });

  it('may have colours, which take no room', () => {
    const { screen, region } = onTerminal(10);
    for (let i = 0; i < 3; i += 1) region.show(['abcdefghi', 'x'], (line) => `\u001b[31m${line}\u001b[39m`);
    expect(screen.lines()).toEqual(['before', 'abcdefghi', 'x']);
  });
});

describe('a text that has to fit', () => {
  it('is never wider than its room, and is whole if there is room', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 60 }), (whole, width) => {
        for (const fit of [fitted, fittedEnd]) {
          const short = fit(whole, width);
          expect(displayWidth(short)).toBeLessThanOrEqual(width);
          if (displayWidth(whole) <= width) expect(short).toBe(whole);
        }
      }),
    );
  });

  it('keeps its beginning or its end', () => {
    expect(fitted('abcdef', 4)).toBe('abc…');
    expect(fittedEnd('abcdef', 4)).toBe('…def');
  });
});
