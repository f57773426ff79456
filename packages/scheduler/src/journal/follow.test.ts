import { describe, expect, it } from 'vitest';
import { journalHeader } from '../../test/support/journal-header.ts';
import { followJournal } from './follow.ts';
import { parseJournal } from './reader.ts';
import type { JournalRecord } from './record.ts';
import { journalText } from './writer.ts';

const HEADER = journalHeader({ inputs: 3 });
const RECORDS: readonly JournalRecord[] = [0, 1, 2].map((task) => ({
  type: 'input',
  task,
  file: `é${task}.out`,
  size: 1,
}));
const DATA = Buffer.from(journalText([HEADER, ...RECORDS]));

describe('a journal that is followed', () => {
  it('gives the records that reading it as a whole gives, wherever its bytes are cut', () => {
    for (const step of [1, 7, 100, DATA.length]) {
      const follower = followJournal(DATA.length);
      const records: JournalRecord[] = [];
      for (let from = 0; from < DATA.length; from += step) {
        records.push(...(follower.take(DATA.subarray(from, from + step)) ?? []));
      }
      const whole = parseJournal(DATA, 'j');
      expect({ header: follower.header, records }).toEqual({ header: whole.header, records: whole.records });
      expect(follower.offset).toBe(DATA.length);
    }
  });

  it('keeps an incomplete last line until its rest arrives', () => {
    const follower = followJournal(DATA.length);
    const cut = DATA.length - 5;
    expect(follower.take(DATA.subarray(0, cut))).toEqual(RECORDS.slice(0, 2));
    expect(follower.offset).toBeLessThan(cut);
    expect(follower.take(DATA.subarray(cut))).toEqual(RECORDS.slice(2));
  });

  it('is given up when a line is not as it was written, or has no checksum', () => {
    const damaged = Buffer.from(DATA.toString('utf8').replace('é1.out', 'é9.out'));
    const follower = followJournal(DATA.length);
    expect(follower.take(damaged)).toBeNull();
    expect(follower.take(Buffer.from('\n'))).toBeNull();
    const old = Buffer.from(`${JSON.stringify({ ...HEADER, version: 2 })}\n`);
    expect(followJournal(old.length).take(old)).toBeNull();
  });
});
