import { milliseconds } from '@ballast/resource-model';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullFigures } from '../../test/full-figures.ts';
import { whenText } from './when.ts';

const figures = fullFigures({ files: 2 });

/** Figures of a batch that ran from `start` for `length` milliseconds. */
function batchFrom(start: number, length: number): Parameters<typeof whenText>[0] {
  const batch = {
    ...figures.batch,
    startedAt: new Date(start).toISOString(),
    firstAdmission: milliseconds(0),
    endedAt: milliseconds(length),
  };
  return { batch, makespan: milliseconds(length) };
}

describe('the time of a batch', () => {
  const before = process.env.TZ;
  beforeEach(() => {
    process.env.TZ = 'Europe/Berlin';
  });
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it('has the day once if it began and ended on the same one', () => {
    const batch = batchFrom(Date.parse('2031-05-06T07:08:30Z'), 60_000);
    expect(whenText(batch, 'UTC')).toBe('6 May 2031, 07:08 to 07:09 UTC');
    expect(whenText(batch, 'local')).toBe('6 May 2031, 09:08 to 09:09 UTC+02:00');
  });

  it('has both days of a night', () => {
    const batch = batchFrom(Date.parse('2031-12-31T22:30:00Z'), 3_600_000);
    expect(whenText(batch, 'UTC')).toBe('31 December 2031, 22:30 to 23:30 UTC');
    expect(whenText(batch)).toBe('31 December 2031, 23:30 to 1 January 2032, 00:30 UTC+01:00');
  });

  it('has no end if nothing was settled, and nothing if the journal has no time', () => {
    const { batch } = batchFrom(Date.parse('2031-05-06T07:08:30Z'), 0);
    expect(whenText({ batch, makespan: null }, 'UTC')).toBe('6 May 2031, 07:08 UTC');
    expect(whenText({ batch: { ...batch, startedAt: '' }, makespan: null }, 'UTC')).toBe('');
  });

  it.each(['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Australia/Lord_Howe', 'America/New_York'])(
    'is the clock of %s, as the system knows it',
    (zone) => {
      process.env.TZ = zone;
      const day = new Intl.DateTimeFormat('en-GB', {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: zone,
      });
      const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (start) => {
          const { batch } = batchFrom(start, 0);
          const text = whenText({ batch, makespan: null });
          expect(text.startsWith(`${day.format(start)}, ${clock.format(start)} UTC`)).toBe(true);
        }),
      );
    },
  );
});
