import { type Figures, journalFigures } from '@ballast/reporting';
import { bytes, milliseconds } from '@ballast/resource-model';
import type { JournalHeader, JournalRecord } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { whatIfOf } from './what-if.ts';

const GB = 1e9;

/** Files that compute for 8 s each with 4 GB on 16 cores with 32 GB of memory: eight fit at a time. */
function batch(files: number, model = true): Figures {
  const header: JournalHeader = {
    type: 'journal',
    version: 3,
    product: 'ballast 1.2.3',
    host: 'node-7',
    pid: 1,
    startedAt: '2031-05-06T07:08:09.000Z',
    batch: 'fatigue',
    reader: 'orcaflex',
    readerDetails: {},
    batchHash: '',
    inputs: files,
    cores: 16,
    budget: { memory: bytes(32 * GB), source: 'declared', workers: null },
  };
  const records: JournalRecord[] = Array.from({ length: files }, (_, task) => ({
    type: 'input',
    task,
    file: `${task}.sim`,
    size: GB,
  }));
  for (let task = 0; task < files; task += 1) {
    const from = Math.floor(task / 8) * 8500;
    records.push(
      {
        type: 'admitted',
        at: milliseconds(from),
        task,
        attempt: 1,
        worker: task,
        reserved: bytes(4 * GB),
        expected: { memory: bytes(4 * GB), compute: milliseconds(8000) },
      },
      {
        type: 'settled',
        at: milliseconds(from + 8500),
        task,
        attempt: 1,
        outcome: {
          kind: 'succeeded',
          retry: 'never',
          result: null,
          completeness: 'complete',
          problems: 0,
          notes: [],
        },
        measures: {
          highWater: bytes(4 * GB),
          loadTime: milliseconds(300),
          computeTime: milliseconds(8000),
          bytesRead: bytes(GB),
        } as never,
        reserved: bytes(4 * GB),
        observedHighWater: null,
      },
    );
  }
  if (model)
    records.push({
      type: 'models',
      at: milliseconds(1),
      memory: { base: bytes(80e6), gamma: 3.9, quantile: null },
      compute: { base: 8000, perGigabyte: 0 },
      storage: [[4, 6 * GB]],
    });
  return journalFigures({ header, records });
}

describe('what another machine would have done', () => {
  it('is simulated with what was measured, this machine first and the others by their time', () => {
    const found = whatIfOf(batch(80), () => 0);
    if (found === null) throw new Error('nothing was simulated');
    expect(found.simulated).toBe(80);
    expect(found.nowRatio).toBeGreaterThan(0.8);
    expect(found.nowRatio).toBeLessThan(1.3);
    const by = new Map([found.now, ...found.variants].map((variant) => [variant.id, variant.seconds]));
    expect([...by.keys()].sort()).toEqual([
      'cores-twice',
      'fixed',
      'memory-half',
      'memory-twice',
      'network',
      'now',
    ]);
    expect(by.get('memory-twice')).toBeLessThan(0.75 * (by.get('now') ?? 0));
    expect(by.get('memory-half')).toBeGreaterThan(1.5 * (by.get('now') ?? 0));
    const times = found.variants.map(({ seconds }) => seconds);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(found.variants.find(({ id }) => id === 'fixed')?.killed).toBeGreaterThan(0);
    expect(found.says).toMatch(
      /^Simulated with the 80 files as they were measured\. For this machine the simulation comes to .+, \d+ % (?:more|less) than the batch took\. Fastest would have been twice the memory/,
    );
  });

  it('takes a sample of many files, whose time is that of all of them', () => {
    const found = whatIfOf(batch(1600), () => 0);
    expect(found).toMatchObject({ simulated: 500, of: 1600 });
    expect(found?.nowRatio).toBeGreaterThan(0.75);
    expect(found?.nowRatio).toBeLessThan(1.35);
  });

  it('is what was learned, or what a journal without models shows', () => {
    expect(whatIfOf(batch(40, false), () => 0)?.variants.length).toBeGreaterThan(3);
  });

  it('leaves out what there is no time for', () => {
    let time = 0;
    const slow = (): number => {
      time += 1100;
      return time;
    };
    expect(whatIfOf(batch(40), slow)?.variants).toHaveLength(1);
  });

  it('is nothing for a batch of few files', () => {
    expect(whatIfOf(batch(8), () => 0)).toBeNull();
  });
});
