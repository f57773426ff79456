import { bytes, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { journal, succeeded } from '../../test/journal-builder.ts';

const took = (loadTime: number, computeTime: number, highWater: number) => ({
  measures: {
    loadTime: milliseconds(loadTime),
    computeTime: milliseconds(computeTime),
    highWater: bytes(highWater),
    bytesRead: bytes(0),
  },
});

describe('the bound on the makespan', () => {
  it('is the longest file if one file alone explains the time', () => {
    const { bound } = journal()
      .input('a')
      .admitted(0, 0)
      .settled(8000, 0, succeeded(), took(0, 4000, 10))
      .figures();
    expect(bound).toMatchObject({
      resource: 'task',
      seconds: expect.closeTo(4, 6),
      ratio: expect.closeTo(2, 6),
    });
  });

  it('is the cores if many files share them', () => {
    const built = journal();
    for (let task = 0; task < 40; task += 1) built.input(`f${task}`).admitted(0, task);
    for (let task = 0; task < 40; task += 1) {
      const round = 1 + Math.floor(task / 4);
      built.settled(1200 * round, task, succeeded(), took(0, 1000, 10));
    }
    expect(built.figures().bound).toMatchObject({ resource: 'cores', seconds: expect.closeTo(10, 6) });
  });

  it('is the storage if its measured rate explains the time', () => {
    const built = journal();
    for (let task = 0; task < 10; task += 1) built.input(`f${task}`, 1e6).admitted(0, task);
    for (let task = 0; task < 10; task += 1) {
      built.settled(1100 * (task + 1), task, succeeded(), took(1000, 1, 10));
    }
    const storage = { rateAt1: 1e6, maxRate: 1e6 };
    built.add({
      type: 'ended',
      at: milliseconds(11_000),
      settled: 10,
      unsettled: 0,
      ending: 'complete',
      storage,
    });
    expect(built.figures().bound).toMatchObject({ resource: 'storage', ratio: expect.closeTo(1.1, 2) });
  });

  it('is not the storage if the files were loaded faster than it was ever known to be', () => {
    const built = journal();
    for (let task = 0; task < 10; task += 1) built.input(`f${task}`, 1e6).admitted(0, task);
    for (let task = 0; task < 10; task += 1) {
      built.settled(1100 * (task + 1), task, succeeded(), took(100, 900, 10));
    }
    const storage = { rateAt1: 1e4, maxRate: 1e5 };
    const end = { type: 'ended', settled: 10, unsettled: 0, ending: 'complete', storage } as const;
    const { bound } = built.add({ ...end, at: milliseconds(11_000) }).figures();
    expect(bound?.ratio).toBeGreaterThan(3);
  });

  it('counts as many cores as tasks computed at a time if more tasks shared the cores than there are', () => {
    const built = journal();
    for (let task = 0; task < 8; task += 1) built.input(`f${task}`).admitted(0, task);
    for (let task = 0; task < 8; task += 1) built.settled(1000, task, succeeded(), took(0, 1000, 10));
    expect(built.figures().bound).toMatchObject({ seconds: expect.closeTo(1, 6) });
  });

  it('does not exist if nothing succeeded', () => {
    expect(journal().input('a').figures().bound).toBeNull();
  });
});

describe('the error of the models', () => {
  it('is the median of the distance between measured and expected', () => {
    const built = journal();
    for (const [task, used] of [1100, 1500, 900].entries()) {
      built.input(`f${task}`).admitted(0, task, { reserved: 1000 });
      built.settled(10, task, succeeded(), took(0, 5, used));
    }
    expect(built.figures().predictionError).toEqual({
      memory: expect.closeTo(0.1, 9),
      compute: null,
      above: 2 / 3,
    });
  });
});
