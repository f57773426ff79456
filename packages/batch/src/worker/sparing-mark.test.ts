import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparingMark } from './sparing-mark.ts';

/** A process whose resident set is what it was set to last, as Linux accounts for it. */
function process() {
  let [resident, highest, looks] = [0, 0, 0];
  return {
    holds: (bytes: number) => {
      resident = bytes;
      highest = Math.max(highest, bytes);
    },
    looks: () => looks,
    mark: {
      reset: () => {
        highest = resident;
      },
      read: () => {
        looks += 1;
        return highest;
      },
    },
  };
}

const attempts = fc.array(fc.record({ takes: fc.nat(1000), time: fc.nat(30), isFollowed: fc.boolean() }), {
  minLength: 1,
  maxLength: 50,
});

describe('a mark that is looked at seldom', () => {
  it('shows the most that the attempts of an order took with the last of them at the latest', () => {
    fc.assert(
      fc.property(attempts, (drawn) => {
        const own = process();
        let clock = 0;
        const mark = sparingMark(own.mark, () => clock);
        let [taken, shown] = [0, 0];
        for (const [i, { takes, time, isFollowed }] of drawn.entries()) {
          const follows = isFollowed && i < drawn.length - 1;
          mark.begin();
          own.holds(takes);
          clock += time;
          own.holds(0);
          taken = Math.max(taken, takes);
          shown = Math.max(shown, mark.read(follows) ?? 0);
          if (follows) continue;
          expect(shown).toBe(taken);
          [taken, shown] = [0, 0];
        }
      }),
    );
  });

  it('is looked at after every attempt that no other one follows', () => {
    const own = process();
    const mark = sparingMark(own.mark, () => 0);
    const seen = [7, 3, 5].map((bytes) => {
      mark.begin();
      own.holds(bytes);
      own.holds(0);
      return mark.read(false);
    });
    expect(seen).toEqual([7, 3, 5]);
  });

  it('is looked at once in a while as long as brief attempts follow each other', () => {
    const own = process();
    let clock = 0;
    const mark = sparingMark(own.mark, () => clock);
    for (let i = 0; i < 1000; i += 1) {
      mark.begin();
      clock += 1;
      mark.read(true);
    }
    expect(own.looks()).toBe(50);
  });
});
