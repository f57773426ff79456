import { describe, expect, it } from 'vitest';
import { isKnownType, record } from './record-check.ts';

const OUTCOME = {
  kind: 'succeeded',
  retry: 'never',
  result: '.ballast/results/0-1-ab.json',
  files: [{ name: '.ballast/results/0-1-ab.json', bytes: 5, sha256: 'ab'.repeat(32) }],
  problems: 0,
  notes: [{ kind: 'warning', code: 'W', message: 'w' }],
  completeness: 'complete',
};
const KEPT = { type: 'kept', task: 0, outcome: OUTCOME };
const END = { exitCode: null, signal: 'SIGSEGV', stderr: [], proof: null, log: null };

const withOutcome = (outcome: object): object => ({ ...KEPT, outcome });
const withResult = (result: unknown): object => withOutcome({ ...OUTCOME, result });

describe('a record', () => {
  it.each<[string, object]>([
    ['a success', KEPT],
    ['a success without a result', withResult(null)],
    ['unknown fields', { ...KEPT, colour: 'blue' }],
    [
      'a lost worker',
      withOutcome({ kind: 'worker-lost', retry: 'never', end: END, quarantined: true, lost: 3 }),
    ],
    ['a reason to wait', { type: 'waiting', at: 1, reason: { kind: 'turn' }, tasks: 2 }],
    ['headroom below zero', waitingFor({ kind: 'memory', needed: 1, headroom: -1, budget: 2 })],
    [
      'a table in another folder',
      { type: 'published', at: 1, files: [{ ...OUTCOME.files[0], name: '../t.csv' }] },
    ],
    ['a warning about the batch', { type: 'warning', at: 1, task: null, code: 'W', message: 'w' }],
  ])('passes with %s', (_, value) => {
    expect(record(value)).toBeNull();
  });

  it.each<[string, unknown, string, string]>([
    ['a number', 7, '', 'expected an object, found 7'],
    ['another type', { type: 'diary' }, 'type', 'found "diary"'],
    ['a task as text', { ...KEPT, task: '0' }, 'task', 'expected a non-negative integer, found "0"'],
    ['half a task', { ...KEPT, task: 0.5 }, 'task', 'found 0.5'],
    ['a huge attempt', { type: 'settled', at: 1, task: 0, attempt: 65_536 }, 'attempt', 'found 65536'],
    [
      'an infinite time',
      { type: 'phase', at: Infinity, task: 0, phase: 'computing' },
      'at',
      'found Infinity',
    ],
    ['no outcome', { ...KEPT, outcome: undefined }, 'outcome', 'expected an object, found nothing'],
    ['an unknown outcome', withOutcome({ kind: 'vanished' }), 'outcome.kind', 'found "vanished"'],
    ['a note that is null', withOutcome({ ...OUTCOME, notes: [null] }), 'outcome.notes.0', 'found null'],
    [
      'an object instead of a list of notes',
      withOutcome({ ...OUTCOME, notes: {} }),
      'outcome.notes',
      'expected a list',
    ],
    [
      'a wrong digest',
      withFile({ sha256: 'AB'.repeat(32) }),
      'outcome.files.0.sha256',
      '64 hexadecimal digits',
    ],
    ['a negative size', withFile({ bytes: -1 }), 'outcome.files.0.bytes', 'found -1'],
    ['an unknown reason', waitingFor({ kind: 'boredom' }), 'reason.kind', 'found "boredom"'],
    ['a reason in part', waitingFor({ kind: 'limit', limit: 2 }), 'reason.inFlight', 'found nothing'],
    [
      'an end in part',
      withOutcome({ kind: 'worker-lost', retry: 'never', end: {} }),
      'outcome.end.exitCode',
      'found',
    ],
  ])('does not pass with %s, and the field is named', (_, value, field, problem) => {
    expect(record(value)).toEqual({ field, problem: expect.stringContaining(problem) });
  });

  it.each(['/etc/passwd', '../x', 'a/../b', 'a/..', './a', 'a//b', 'C:\\x', 'c:x', 'a\\b', 'a\nb', '', 'a/'])(
    'names no result like %j',
    (name) => {
      expect(record(withResult(name))).toMatchObject({ field: 'outcome.result' });
      expect(record(withFile({ name }))).toMatchObject({ field: 'outcome.files.0.name' });
    },
  );

  it('may have any of the known types, and none that every object has', () => {
    expect(['journal', 'settled', 'toString', '__proto__'].map(isKnownType)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

function waitingFor(reason: object): object {
  return { type: 'waiting', at: 1, reason, tasks: 1 };
}

function withFile(file: object): object {
  return withOutcome({ ...OUTCOME, files: [{ ...OUTCOME.files[0], ...file }] });
}
