import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terminalScreen } from '../../test/terminal-screen.ts';
import { lineWriter } from './line-writer.ts';

const plain = (texts: readonly string[]) => texts.map((text) => ({ text, painted: text }));

describe('lines that are written again', () => {
  it('are on the screen as the last frame has them, below what was printed before', () => {
    const frames = fc.array(
      fc.array(fc.constantFrom('', 'a', 'bb', 'a longer line', '#####'), { minLength: 1, maxLength: 8 }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(frames, fc.integer({ min: 0, max: 30 }), (all, before) => {
        const screen = terminalScreen(40, 24);
        for (let i = 0; i < before; i += 1) screen.write(`printed ${i}\r\n`);
        const writer = lineWriter({ columns: 40, write: (text: string) => screen.write(text) === undefined });
        const printed = screen.lines().slice(0, before);
        for (const frame of all) writer.show(plain(frame));
        expect(screen.lines().slice(0, before)).toEqual(printed);
        expect(screen.lines().slice(before).join('\n').trimEnd()).toBe(all.at(-1)?.join('\n').trimEnd());
        writer.clear();
        expect(screen.lines().slice(0, before)).toEqual(printed);
        expect(screen.lines().slice(before).join('')).toBe('');
      }),
    );
  });

  it('cost nothing if nothing has changed, and little if one line has', () => {
    let text = '';
    const writer = lineWriter({
      columns: 80,
      write: (more: string) => {
        text += more;
        return true;
      },
    });
    const lines = Array.from({ length: 22 }, (_, i) => `line ${i} ${'x'.repeat(60)}`);
    writer.show(plain(lines));
    text = '';
    writer.show(plain(lines));
    expect(text).toBe('');
    writer.show(plain(lines.with(3, 'another one')));
    expect(text.length).toBeLessThan(60);
  });
});
