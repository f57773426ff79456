import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogEnd } from './log-end.ts';

const END = '\u001eballast end 7\n';

function taken(pieces: readonly string[]): string {
  const end = new LogEnd(7);
  return pieces.map((piece) => end.take(Buffer.from(piece)).toString()).join('');
}

describe('the line that ends the output of a call', () => {
  it('is left out of it, in whatever pieces it arrives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 1, max: 30 }), (text, size) => {
        const all = `${text}${END}`;
        expect(taken(all.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [])).toBe(text);
      }),
    );
  });

  it('may come in the middle of what a child of the task prints', () => {
    expect(taken([`before ${END}after`, 'more'])).toBe('before aftermore');
  });

  it('is awaited', async () => {
    const end = new LogEnd(7);
    end.take(Buffer.from(END));
    await expect(end.seen).resolves.toBeUndefined();
  });
});
