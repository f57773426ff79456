import { describe, expect, it } from 'vitest';
import { DATA, HEADER, itHasNoWrongOutcome, RECORDS } from '../../test/support/packed-journal.ts';
import { followJournal } from './follow.ts';
import { parseJournal } from './reader.ts';
import { journalText } from './writer.ts';

describe('a journal whose lines hold several records', () => {
  it('reads as one with a line for each, in less than half of the bytes', () => {
    const plain = journalText([HEADER, ...RECORDS]);
    expect(parseJournal(DATA, 'j').records).toEqual(parseJournal(Buffer.from(plain), 'j').records);
    expect(DATA.length).toBeLessThan(0.5 * Buffer.byteLength(plain));
    const follower = followJournal(DATA.length);
    expect(follower.take(DATA)).toEqual(parseJournal(DATA, 'j').records);
  });

  it('has damage if a line of several cannot be taken apart', () => {
    const rows = Array.from({ length: 65 }, (_, task) => [task]);
    const pack = { type: 'pack', common: { type: 'input', task: null }, columns: [{ at: [['task']] }], rows };
    const { damage, unknownRecords } = parseJournal(Buffer.from(journalText([HEADER, pack])), 'j');
    expect(unknownRecords).toBe(0);
    expect(damage).toEqual([{ line: 2, field: null, problem: 'its records cannot be taken apart' }]);
  });

  itHasNoWrongOutcome(9);
});
