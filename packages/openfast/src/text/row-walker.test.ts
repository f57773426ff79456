import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineNotes, NO_NOTES } from './line-notes.ts';
import { RowWalker } from './row-walker.ts';
import type { HeadTexts } from './second-head.ts';

/** Times and lines of the rows, and the notes, for a text of three columns fed in pieces of `size` bytes. */
function walk(
  text: string,
  size: number = text.length,
  head: HeadTexts | null = null,
): { rows: [number, number][]; notes: LineNotes } {
  const walker = new RowWalker(3, 1, { head });
  const rows: [number, number][] = [];
  let kept = Buffer.alloc(0);
  for (let at = 0; at < text.length; at += size) {
    const bytes = Buffer.concat([kept, Buffer.from(text.slice(at, at + size), 'latin1')]);
    const last = at + size >= text.length;
    const reached = walker.feed(bytes, { from: 0, to: bytes.length, last }, ({ time, line }) =>
      rows.push([time, line]),
    );
    kept = Buffer.from(bytes.subarray(reached));
  }
  walker.finish();
  return { rows, notes: walker.notes };
}

const NOTHING = NO_NOTES;
const HEAD: HeadTexts = { names: ['Time', 'A', 'B'], units: ['(s)', '(m)', '(m)'] };

describe('the lines of a text', () => {
  it('are rows with any blanks between fields and any line end', () => {
    const { rows, notes } = walk('0 1 2\n\t1\t 1\t2 \r\n\n2 3 4\n');
    expect(rows).toEqual([
      [0, 1],
      [1, 2],
      [2, 4],
    ]);
    expect(notes).toEqual(NOTHING);
  });

  it('that are comments are ignored, and a restart is noted', () => {
    const { rows, notes } = walk('## c\n0 1 2\n#Restarting here\n1 1 2\n');
    expect(rows).toHaveLength(2);
    expect(notes).toEqual({ ...NOTHING, restarts: 1, firstRestart: 3 });
  });

  it('that are the closing sentence are ignored', () => {
    const { rows, notes } = walk('0 1 2\n1 1 2\n\nThis output file was closed on 1-Jan.\nreally it was\n');
    expect(rows).toHaveLength(2);
    expect(notes).toEqual({ ...NOTHING, trailing: 2 });
  });

  it('that have a wrong number of fields between rows are skipped and counted', () => {
    const { rows, notes } = walk('0 1 2\n1 1\n2 1 2 3\nTime A B\n3 1 2\n');
    expect(rows.map(([time]) => time)).toEqual([0, 3]);
    expect(notes).toEqual({ ...NOTHING, skipped: 3, firstSkipped: 2, words: 1 });
  });

  it('that have no readable time are skipped even if no row follows', () => {
    const { notes } = walk('0 1 2\n**** 1 2\n**** 1 3\n');
    expect(notes).toEqual({ ...NOTHING, skipped: 2, firstSkipped: 2 });
  });

  it('that have too few fields at the end are one cut line and otherwise skipped', () => {
    expect(walk('0 1 2\n1 1\n').notes).toEqual({ ...NOTHING, cutLine: 2 });
    expect(walk('0 1 2\n1 1').notes).toEqual({ ...NOTHING, cutLine: 2 });
    expect(walk('0 1 2\n1 1\n2 1\n').notes).toEqual({ ...NOTHING, cutLine: 3, skipped: 1, firstSkipped: 2 });
    expect(walk('0 1 2\n1 1 2 3\n').notes).toEqual({ ...NOTHING, skipped: 1, firstSkipped: 2 });
  });

  it('whose last number may be cut are dropped if no line end proves it complete', () => {
    const whole = '0.0 1.0 1.0638379E+06\n0.1 1.0 -1.06';
    expect(walk(whole)).toEqual({ rows: [[0, 1]], notes: { ...NOTHING, cutLine: 2 } });
    expect(walk(`${whole}38379E+06`).rows).toHaveLength(2);
    expect(walk(`${whole}\n`).rows).toHaveLength(2);
  });

  it('that end in the zero bytes of a crashed machine lose nothing but the cut row', () => {
    const { rows, notes } = walk(`0 1 2\n1 1 2\n2 1${'\0'.repeat(600)}`);
    expect(rows).toHaveLength(2);
    expect(notes).toEqual({ ...NOTHING, cutLine: 3 });
  });

  it('yield the same rows however they are divided into pieces', () => {
    const line = fc.constantFrom(
      '0 1 2',
      '1.5 -2 3',
      '',
      '#x',
      '4 5',
      'some words here',
      'Time A B',
      '(s) (m) (m)',
      'Time B C',
      '9 9 9 9',
      '\t1 2 ****\r',
    );
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (lines, ended, size) => {
          const text = lines.join('\n') + (ended ? '\n' : '');
          expect(walk(text, size, HEAD)).toEqual(walk(text, text.length, HEAD));
        },
      ),
    );
  });
});

describe('another head among the lines', () => {
  const walked = (...lines: string[]) => {
    const text = `${lines.join('\n')}\n`;
    const { rows, notes } = walk(text, text.length, HEAD);
    return { times: rows.map(([time]) => time), notes };
  };

  it('with other names or other units ends the rows', () => {
    const end = { ...NOTHING, secondHead: 3 };
    expect(walked('0 1 2', 'Some preamble', 'Time B A', '(s) (m) (m)', '1 1 2')).toEqual({
      times: [0],
      notes: end,
    });
    expect(walked('0 1 2', '', 'Time A B', '(s) (m) (N)', '1 1 2').notes).toEqual(end);
    expect(walked('0 1 2', '', 'Time A B C', '(s) (m) (m) (m)', '1 1 2 3').notes).toEqual(end);
    expect(walked('0 1 2', '', 'Time B A', '1 1 2', 'x', '2 1 2').notes).toEqual(end);
  });

  it('that is the same ends the rows only if their times begin again', () => {
    const head = ['words', 'Time\tA\tB', '', '(s) (m) (m)'];
    expect(walked('0 1 2', '1 1 2', ...head, '2 1 2')).toEqual({
      times: [0, 1, 2],
      notes: { ...NOTHING, repeatedHeads: 1, firstRepeatedHead: 4 },
    });
    expect(walked('0 1 2', '1 1 2', ...head, '0 1 2', '1 1 2')).toEqual({
      times: [0, 1],
      notes: { ...NOTHING, secondHead: 4 },
    });
  });

  it('above nothing is ignored', () => {
    expect(walked('0 1 2', 'Time A B', '(s) (m) (m)').notes).toEqual({ ...NOTHING, trailing: 2 });
    expect(walked('0 1 2', 'Time A B', 'words', '1 1 2').notes).toEqual({
      ...NOTHING,
      skipped: 2,
      firstSkipped: 2,
      words: 2,
    });
  });

  it('is not taken for one if it is a sentence about time', () => {
    expect(walked('0 1 2', 'Time of the restart', '1 1 2').times).toEqual([0, 1]);
  });
});
