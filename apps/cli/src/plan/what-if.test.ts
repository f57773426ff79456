import { describe, expect, it } from 'vitest';
import { parseWhatIf } from './what-if.ts';

function fault(text: string): unknown {
  try {
    return parseWhatIf(text);
  } catch (error) {
    return error;
  }
}

describe('the list of --what-if', () => {
  it('assigns a value without a key to the key before it, and makes every combination', () => {
    expect(parseWhatIf('memory=512GiB,workers=15,30,auto,seats=4')).toEqual(
      ['15', '30', 'auto'].map((workers) => [
        ['memory', '512GiB'],
        ['workers', workers],
        ['seats', '4'],
      ]),
    );
    expect(parseWhatIf('workers=1,2,seats=3,4')).toHaveLength(4);
  });

  it('ignores spaces and repeated values', () => {
    expect(parseWhatIf(' workers = 1, 2 ,1')).toEqual([[['workers', '1']], [['workers', '2']]]);
  });

  it('names the nearest key for an unknown one', () => {
    expect(fault('worker=2')).toMatchObject({ code: 'WHAT_IF_INVALID', hint: 'did you mean workers?' });
    expect(fault('x=2')).toMatchObject({ hint: 'use memory, workers, loads, seats' });
  });

  it.each(['', '4', 'workers', 'workers=', 'workers=1,,2', 'workers=1,memory=2GB,workers=3'])(
    'refuses %j',
    (text) => {
      expect(fault(text)).toMatchObject({ code: 'WHAT_IF_INVALID' });
    },
  );

  it('refuses too many combinations', () => {
    const many = Array.from({ length: 11 }, (_, i) => i + 1).join(',');
    expect(fault(`workers=${many},seats=${many}`)).toMatchObject({ code: 'WHAT_IF_INVALID' });
  });
});
