import { describe, expect, it } from 'vitest';
import { whyBetter, whyText } from './why.ts';

type Compared = Parameters<typeof whyBetter>[0];

const present: Compared = {
  makespan: { median: 100, ninetieth: 140 },
  highWaterShare: 0.3,
  oomKills: 0,
  mostInFlight: 2,
  workers: 2,
  startedSeconds: 0.4,
  bounds: [{ name: 'core-time', resource: 'cores', seconds: 80 }],
  utilisation: { cores: 0.5, storage: 0.4 },
};

function better(change: Partial<Compared>): string | null {
  return whyBetter({ ...present, makespan: { median: 60, ninetieth: 90 }, ...change }, present);
}

describe('why a setting is better', () => {
  it('is not asked of one that is not, or not by enough to tell', () => {
    for (const median of [98, 100, 130])
      expect(whyBetter({ ...present, makespan: { median, ninetieth: 140 } }, present)).toBeNull();
    expect(whyText([{ settings: [['workers', '2']], why: null }]).join()).toContain('keep the present ones');
  });

  it('is that more tasks are in flight, and what that costs in memory', () => {
    expect(better({ mostInFlight: 4, highWaterShare: 0.6 })).toBe(
      '40 % shorter: up to 4 tasks in flight instead of 2 (memory up to 60 % instead of 30 % of the budget)',
    );
  });

  it('is that tasks do not slow each other down, and that fewer workers start', () => {
    expect(better({ mostInFlight: 1, workers: 1, startedSeconds: 0.2 })).toBe(
      '40 % shorter: with at most 1 task in flight instead of 2, tasks slow each other down less; ' +
        '1 worker instead of 2 to start, 200 ms of processor time less',
    );
  });

  it('is that a limit is gone, and that cores or storage are used more', () => {
    expect(better({ bounds: [{ name: 'core-time', resource: 'cores', seconds: 40 }] })).toBe(
      '40 % shorter: the limit of the cores is 40.0 s instead of 1 min 20 s',
    );
    expect(better({ utilisation: { cores: 0.9, storage: 0.5 } })).toContain(
      'the cores are used to 90 % instead of 50 %',
    );
  });

  it('is that memory no longer runs out', () => {
    const kills = { ...present, oomKills: 3 };
    const other = { ...present, makespan: { median: 60, ninetieth: 90 } };
    expect(whyBetter(other, kills)).toContain('memory runs out 0 times instead of 3 times');
  });

  it('has a line for each setting, safe to print', () => {
    const settings = [['workers', '4\u001b[2J']] as const;
    const text = whyText([{ settings, why: '40 % shorter: x' }]).join('\n');
    expect(text).toContain('is 40 % shorter: x');
    expect(text).not.toContain('\u001b');
  });
});
