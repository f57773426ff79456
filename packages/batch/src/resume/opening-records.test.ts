import { hostname } from 'node:os';
import { milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { FAILED } from '../../test/small-batch.ts';
import { productName } from '../worker/product-version.ts';
import { keptRecords, listedInputs, resumedRecord } from './opening-records.ts';

describe('the opening records of a journal', () => {
  it('list every input by its task, even if it is not a file', () => {
    const inputs = [
      { file: 'a.out', path: '/sims/a.out', size: 5, modified: 7.5, refused: null },
      { file: 'pipe.out', path: '/sims/pipe.out', size: 0, modified: null, refused: null },
    ];
    expect(listedInputs(inputs)).toEqual([
      { type: 'input', task: 0, file: 'a.out', size: 5, modified: 7.5 },
      { type: 'input', task: 1, file: 'pipe.out', size: 0, modified: null },
    ]);
  });

  it('keep outcomes under their tasks, and leave out tasks without one', () => {
    const outcomes = [undefined, FAILED, undefined] as const;
    expect(keptRecords([...outcomes.entries()])).toEqual([{ type: 'kept', task: 1, outcome: FAILED }]);
  });

  it('name the process that resumes the batch', () => {
    const about = { at: milliseconds(5), time: '2030-01-01T00:00:00.000Z', done: 1, left: 2 };
    expect(resumedRecord(about)).toEqual({
      type: 'resumed',
      product: productName(),
      host: hostname(),
      pid: process.pid,
      ...about,
    });
  });
});
