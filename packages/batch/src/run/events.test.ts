import { bytes, milliseconds } from '@ballast/resource-model';
import type { JournalRecord, Outcome } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { FAILED } from '../../test/small-batch.ts';
import { eventOf } from './events.ts';

const at = milliseconds(1);
const INPUTS = [{ file: 'a.out', path: '/a.out', size: 1, modified: 1, refused: null }];
const SUCCEEDED = { kind: 'succeeded', retry: 'never', result: 'r.json', notes: [] } as const;
const EMPTY_CELLS: Outcome = {
  ...SUCCEEDED,
  problems: 1,
  notes: [{ kind: 'problem', code: 'NOT_FOUND', message: 'X: there is no X' }],
  completeness: 'complete',
};

function settled(outcome: Outcome): JournalRecord {
  const facts = { measures: null, reserved: bytes(1), observedHighWater: null };
  return { type: 'settled', at, task: 0, attempt: 1, outcome, ...facts };
}

describe('the event of a journal record', () => {
  it('names the file and has the cause of a failure as one sentence', () => {
    expect(eventOf(settled(FAILED), INPUTS)).toEqual({
      type: 'settled',
      file: 'a.out',
      status: 'wrong-format',
      cause: expect.stringContaining('the file has another format'),
      outcome: FAILED,
    });
  });

  it('has no cause for a success, and one for a success with empty cells', () => {
    const whole: Outcome = { ...SUCCEEDED, problems: 0, completeness: 'complete' };
    expect(eventOf(settled(whole), INPUTS)).toMatchObject({ status: 'succeeded', cause: null });
    expect(eventOf(settled(EMPTY_CELLS), INPUTS)).toMatchObject({
      status: 'incomplete',
      cause: expect.stringContaining('there is no X'),
    });
  });

  it('may concern no file', () => {
    const about = { type: 'warning', at, code: 'W', message: 'be careful' } as const;
    expect(eventOf({ ...about, task: null }, INPUTS)).toMatchObject({ type: 'warning', file: null });
    expect(eventOf({ ...about, task: 0 }, INPUTS)).toMatchObject({ type: 'warning', file: 'a.out' });
  });

  it('reports that the batch stops, and why', () => {
    const event = eventOf({ type: 'stopping', at, how: 'cancel', cause: 'the user left' }, INPUTS);
    expect(event).toEqual({ type: 'stopping', how: 'cancel', cause: 'the user left' });
  });

  it('does not exist for records of the scheduler alone', () => {
    expect(eventOf({ type: 'worker-started', at, worker: 1, pid: 5 }, INPUTS)).toBeNull();
    expect(eventOf({ type: 'kept', task: 0, outcome: FAILED }, INPUTS)).toBeNull();
  });
});
