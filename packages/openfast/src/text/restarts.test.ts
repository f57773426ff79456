import { describe, expect, it } from 'vitest';
import { type LineNotes, NO_NOTES } from './line-notes.ts';
import { isKept, Restarts } from './restarts.ts';
import type { TextRow } from './text-row.ts';

/** The times that stay, of segments that restarts divide. */
function keptOf(...segments: readonly (readonly number[])[]): { overlaps: boolean; times: number[] } {
  const notes: LineNotes = { ...NO_NOTES };
  const restarts = new Restarts(notes);
  const walk = (each: (time: number) => void): void =>
    segments.forEach((times, restart) => {
      notes.restarts = restart;
      times.forEach(each);
    });
  walk((time) => restarts.add(time));
  const kept = restarts.kept(1);
  const times: number[] = [];
  walk((time) => {
    if (isKept(kept, { time } as TextRow, notes)) times.push(time);
  });
  return { overlaps: restarts.overlaps, times };
}

describe('rows after a restart', () => {
  it('replace earlier ones from their first time on', () => {
    expect(keptOf([0, 1, 2, 3], [2, 3, 4])).toEqual({ overlaps: true, times: [0, 1, 2, 3, 4] });
    expect(keptOf([0, 1, 2, 3], [2.0000001, 3, 4]).times).toEqual([0, 1, 2.0000001, 3, 4]);
  });

  it('replace those of several restarts', () => {
    expect(keptOf([0, 1, 2], [2, 3, 4], [1, 2]).times).toEqual([0, 1, 2]);
    expect(keptOf([0, 1, 2], [], [2, 3]).times).toEqual([0, 1, 2, 3]);
  });

  it('replace nothing where the times go on', () => {
    expect(keptOf([0, 1], [2, 3])).toEqual({ overlaps: false, times: [0, 1, 2, 3] });
    expect(keptOf([0, 1]).overlaps).toBe(false);
  });
});
