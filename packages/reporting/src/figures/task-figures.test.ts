import { describe, expect, it } from 'vitest';
import {
  EVERY_OUTCOME,
  failed,
  journal,
  measured,
  ms,
  succeeded,
  warning,
} from '../../test/journal-builder.ts';

const FAULT = failed({ code: 'NOT_IT', message: 'not it' });

describe('the figures of one file', () => {
  it('come in input order, with what the records of the file contain', () => {
    const { tasks } = journal()
      .input('b.outb', 2000)
      .input('a.outb', 1000)
      .admitted(5, 1, { reserved: 500, expected: 400 })
      .settled(25, 1, succeeded(), { measures: measured(400, 7, 9), observedHighWater: 450 as never })
      .figures();
    expect(tasks.map(({ file }) => file)).toEqual(['b.outb', 'a.outb']);
    expect(tasks[1]).toEqual({
      task: 1,
      file: 'a.outb',
      size: 1000,
      attempts: 1,
      outcome: succeeded(),
      failedLast: null,
      tableStatus: 'succeeded',
      admittedAt: 5,
      settledAt: 25,
      elapsed: 20,
      loadTime: 7,
      computeTime: 9,
      bytesRead: 77,
      reservedAtStart: 500,
      reservedAtEnd: 1000,
      expectedMemory: 400,
      expectedCompute: 1,
      highWater: 450,
      warnings: [],
    });
    expect(tasks[0]).toMatchObject({
      tableStatus: 'not-run',
      attempts: 0,
      admittedAt: null,
      highWater: null,
    });
  });

  it('have the largest resident set that anything measured', () => {
    const { tasks } = journal()
      .input('a')
      .input('b')
      .input('c')
      .settled(1, 0, succeeded(), { measures: measured(900), observedHighWater: 800 as never })
      .settled(1, 1, succeeded(), { measures: measured(null) })
      .settled(1, 2, EVERY_OUTCOME[2], { observedHighWater: 800 as never })
      .figures();
    expect(tasks.map(({ highWater }) => highWater)).toEqual([900, null, 3 * 2 ** 30]);
  });

  it('are those of the second attempt if there is one', () => {
    const figures = journal()
      .input('a')
      .admitted(0, 0, { reserved: 100 })
      .add({ type: 'warning', at: ms(1), task: 0, code: 'FIRST_ONE', message: 'of the first attempt' })
      .settled(10, 0, FAULT, { measures: measured(50, 5, 5) })
      .admitted(20, 0, { attempt: 2, reserved: 200 })
      .settled(50, 0, succeeded(), { attempt: 2, measures: measured(150, 6, 7) })
      .ended(50)
      .figures();
    expect(figures.tasks[0]).toMatchObject({
      attempts: 2,
      tableStatus: 'succeeded',
      admittedAt: 20,
      elapsed: 30,
      reservedAtStart: 200,
      highWater: 150,
      warnings: [],
    });
    expect(figures.outcomes).toMatchObject({ succeeded: 1, failed: 0 });
    expect([figures.makespan, figures.loadTime, figures.computeTime]).toEqual([50, 6, 7]);
  });

  it('have no outcome while the second attempt has no end', () => {
    const figures = journal()
      .input('a')
      .admitted(0, 0)
      .settled(10, 0, FAULT)
      .admitted(20, 0, { attempt: 2 })
      .figures();
    expect(figures.tasks[0]).toMatchObject({ outcome: undefined, tableStatus: 'not-run', admittedAt: 20 });
    expect([figures.unsettled, figures.outcomes.failed]).toEqual([1, 0]);
  });

  it('have no admission if the task was refused after an attempt', () => {
    const { tasks } = journal()
      .input('a')
      .admitted(0, 0)
      .settled(10, 0, FAULT)
      .settled(11, 0, EVERY_OUTCOME[8])
      .figures();
    expect(tasks[0]).toMatchObject({
      tableStatus: 'refused',
      admittedAt: null,
      elapsed: null,
      reservedAtStart: null,
    });
  });

  it('have the warnings of the scheduler, then those of the file, and no problems', () => {
    const notes = [
      { kind: 'problem', code: 'NO_SERIES', message: 'x' } as const,
      warning('TRAILING_BYTES', '3344 bytes'),
    ];
    const figures = journal()
      .input('a')
      .add({ type: 'warning', at: ms(0), task: null, code: 'SLOW_DISK', message: 'slow' })
      .admitted(0, 0)
      .add({ type: 'warning', at: ms(0), task: 0, code: 'LARGER_THAN_BUDGET', message: 'alone' })
      .settled(1, 0, succeeded({ problems: 1, notes }))
      .figures();
    expect(figures.tasks[0]?.warnings).toEqual([
      { code: 'LARGER_THAN_BUDGET', message: 'alone' },
      { code: 'TRAILING_BYTES', message: '3344 bytes' },
    ]);
    expect(figures.warnings).toEqual([{ code: 'SLOW_DISK', message: 'slow' }]);
  });
});
