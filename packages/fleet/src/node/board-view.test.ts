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

  it('of any kind fits a record, whatever its texts are, and is read as what it was', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('"\\\u0000'.repeat(20_000), 'ä\u{1f600}'.repeat(30_000), 'x'.repeat(100_000)),
    );
    const texts = fc.array(text, { maxLength: 60 });
    const fault = fc.record(
      { code: fc.constant('NO_SUCH_THING'), message: text, hint: text, details: fc.record({ lines: texts }) },
      { requiredKeys: ['code', 'message'] },
    );
    const end = fc.record({
      ...{ exitCode: fc.constant(1), signal: fc.constant(null), stderr: texts },
      ...{ proof: fc.constant(null), log: text },
    });
    const always = fc.constant;
    const outcome = fc.oneof(
      fc.record({ kind: always('failed'), retry: always('never'), fault }),
      fc.record({ kind: always('seat-denied'), retry: always('same-demand'), fault }),
      fc.record({ kind: always('worker-lost'), retry: always('never'), end }),
      fc.record({
        ...{ kind: always('out-of-memory'), retry: always('never'), proof: text, highWater: always(9), end },
      }),
      fc.record({ kind: always('refused'), retry: always('never'), reason: text, needed: always(9) }),
    );
    fc.assert(
      fc.property(outcome, fc.option(end), (given, evidence) => {
        const record = {
          ...{ ...settled(), outcome: given },
          ...(evidence === null ? {} : { evidence: { usage: null, end: evidence } }),
        } as unknown as RecordOf<'settled'>;
        expect(checkRecord(JSON.stringify(onBoard(record)))).toMatchObject({ ok: true });
        const read = settlementOf({ seq: 1, record: onBoard(record) });
        expect(read).toMatchObject({ outcome: { kind: given.kind, retry: given.retry } });
      }),
      { numRuns: 50 },
    );
  });

  it('has failed if not even its names fit', () => {
    const record = settled();
    const long = Array.from({ length: 900 }, () => file);
    const outcome = { ...record.outcome, files: long } as RecordOf<'settled'>['outcome'];
    const read = onBoard({ ...record, outcome });
    expect(checkRecord(JSON.stringify(read))).toMatchObject({ ok: true, record: { result: null } });
    expect(settlementOf({ seq: 1, record: read })).toMatchObject({
      outcome: { kind: 'failed', fault: { code: 'OUTCOME_TOO_LONG' } },
    });
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
