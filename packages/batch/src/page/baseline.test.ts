import { type ChannelFigures, type Figures, journalFigures } from '@ballast/reporting';
import { bytes } from '@ballast/resource-model';
import type { JournalHeader } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { baselineOf } from './baseline.ts';

const HEADER: JournalHeader = {
  type: 'journal',
  version: 3,
  product: 'ballast 1.2.3',
  host: 'node-7',
  pid: 1,
  startedAt: '2031-05-06T07:08:09.000Z',
  batch: 'fatigue',
  reader: 'openfast',
  readerDetails: {},
  batchHash: '',
  inputs: 2,
  cores: 4,
  budget: { memory: bytes(8e9), source: 'free memory', workers: null },
};

function figures({
  makespan,
  max,
  file = 'b.out',
}: {
  makespan: number;
  max: number;
  file?: string;
}): Figures {
  const records = ['a.out', file].map((name, task) => ({
    type: 'input' as const,
    task,
    file: name,
    size: 10,
  }));
  const channel: ChannelFigures = {
    name: 'Tension',
    unit: 'kN',
    period: '',
    files: 2,
    min: 1,
    mean: 2,
    max,
    std: 0.5,
    curves: [],
    largest: [],
    smallest: [],
    reductions: [{ label: 'del4', unit: 'kN', files: 2, mean: 3, max: 4, file: 'a.out' }],
  };
  const results = {
    files: 2,
    channels: [channel],
    against: [],
    along: [],
    spectra: [],
    cycles: [],
    doubts: [],
    leftOut: [],
  };
  return { ...journalFigures({ header: HEADER, records }), makespan, results };
}

describe('a comparison with an earlier batch', () => {
  it('lists only what differs by more than the tolerance, and says that nothing else does', () => {
    const baseline = baselineOf(
      figures({ makespan: 1000, max: 12 }),
      figures({ makespan: 2000, max: 10 }),
      'old',
    );
    expect(
      baseline.figures.map(({ name, nowText, beforeText, change }) => [name, nowText, beforeText, change]),
    ).toEqual([['Took', '1.0 s', '2.0 s', -0.5]]);
    expect(baseline.results).toMatchObject([
      { name: 'Tension, largest', now: 12, before: 10, change: 0.2, unit: 'kN' },
    ]);
    expect(baseline.says).toBe(
      'Compared with fatigue of 2031-05-06 in old. It took 50 % less time. 1 number of 1 channel differs; nothing else changed.',
    );
  });

  it('is quiet about what is the same', () => {
    const same = baselineOf(
      figures({ makespan: 1000, max: 12 }),
      figures({ makespan: 1030, max: 12 }),
      'old',
    );
    expect([same.figures, same.results, same.onlyHere, same.onlyThere]).toEqual([[], [], [], []]);
    expect(same.says).toContain('All numbers of 1 channel are the same.');
  });

  it('names files and channels that only one of them has, and another unit', () => {
    const now = figures({ makespan: 1000, max: 12, file: 'new.out' });
    const before = figures({ makespan: 1000, max: 12 });
    const [channel] = before.results?.channels ?? [];
    if (channel === undefined || before.results === null) throw new Error('no channel');
    const others = [
      { ...channel, unit: 'MN' },
      { ...channel, name: 'Bend' },
    ];
    const baseline = baselineOf(now, { ...before, results: { ...before.results, channels: others } }, 'old');
    expect(baseline.onlyHere).toEqual(['new.out']);
    expect(baseline.onlyThere).toEqual(['Bend', 'b.out']);
    expect(baseline.results).toMatchObject([
      { name: 'Tension, unit', beforeText: 'MN', nowText: 'kN', change: null },
    ]);
  });
});
