import { bytes } from '@ballast/resource-model';
import type { RecordOf } from '@ballast/scheduler/journal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskRecord } from '../core/record.ts';
import { checkRecord } from '../records/check.ts';
import { settledText, settlementOf } from './board-view.ts';

const file = { name: '.ballast/results/3-1-00000000.json', bytes: 10, sha256: 'ab'.repeat(32) };

function settled(notes = 0): RecordOf<'settled'> {
  const note = { kind: 'problem', code: 'COLUMN_MISSING', message: 'x'.repeat(1500) } as const;
  return {
    ...{ type: 'settled', at: 5, task: 3, attempt: 1, measures: null, reserved: bytes(7) },
    observedHighWater: null,
    outcome: {
      ...{ kind: 'succeeded', retry: 'never', result: file.name, files: [file], problems: notes },
      ...{ notes: Array.from({ length: notes }, () => note), completeness: 'complete' },
    },
  } as unknown as RecordOf<'settled'>;
}

function onBoard(record: RecordOf<'settled'>, changes: Partial<Record<string, unknown>> = {}): TaskRecord {
  const { outcome, result } = settledText(record);
  const about = { type: 'settled', v: 1, id: 'a.1', node: 'a', life: 1, task: 3, attempt: 1 } as const;
  return { ...about, outcome, result, ...changes } as TaskRecord;
}

describe('a settlement on the board', () => {
  it('says what the journal records of it', () => {
    const { outcome, reserved } = settled();
    expect(settlementOf({ seq: 9, record: onBoard(settled()) })).toEqual({
      ...{ node: 'a', seq: 9, attempt: 1, outcome, measures: null, reserved, observedHighWater: null },
    });
  });

  it('fits a record however many notes there are', () => {
    const text = JSON.stringify(onBoard(settled(50)));
    expect(checkRecord(text).ok).toBe(true);
    const settlement = settlementOf({ seq: 1, record: onBoard(settled(50)) });
    expect(settlement).toMatchObject({ outcome: { problems: 50, completeness: 'complete' } });
  });

  it.each([
    ['names another result', { result: { ...file, bytes: 11 } }],
    ['names no result', { result: null }],
    ['is not JSON', { outcome: '{' }],
    ['is of an unknown kind', { outcome: '{"outcome":{"kind":"done"}}' }],
  ])('does not count if it %s', (_, changes) => {
    expect(settlementOf({ seq: 1, record: onBoard(settled(), changes) })).toEqual(expect.any(String));
  });

  it('never throws, whatever a node writes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (outcome) => {
        const found = settlementOf({ seq: 1, record: onBoard(settled(), { outcome }) });
        expect(typeof found).toBe('string');
      }),
      { numRuns: 2000 },
    );
  });
});
