import { describe, expect, it } from 'vitest';
import { checkBatchRecord } from './batch-record.ts';

const SHA = 'ab'.repeat(32);
const OPENED = {
  ...{ v: 1, id: 'x.1', type: 'opened', name: 'n', batchHash: SHA, planHash: SHA, inputs: 3, tasks: 3 },
  ...{ parts: 1, reader: 'openfast', versions: {}, resultVersion: 1, product: 'ballast 1', task: null },
  ...{
    nonce: 'ab'.repeat(16),
    input: { root: 'r', path: 'in' },
    output: { root: 'r', path: '' },
    seats: null,
  },
};

describe('the times of a batch', () => {
  it.each([
    [{ sign: 2000, fence: 15_000, silence: 30_000 }, true],
    // Another node would use the seat while the first one still may.
    [{ sign: 2000, fence: 15_001, silence: 30_000 }, false],
    // One sign that is late would stop what uses a seat.
    [{ sign: 6000, fence: 15_000, silence: 30_000 }, false],
  ])('%j are taken: %s', (times, ok) => {
    expect(checkBatchRecord(JSON.stringify({ ...OPENED, times })).ok).toBe(ok);
  });
});
