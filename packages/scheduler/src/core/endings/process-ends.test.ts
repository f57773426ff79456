import { expect, it } from 'vitest';
import { stateOf } from '../../../test/scenario/setting.ts';
import { draft } from '../state/draft.ts';
import type { MemoryProof, ProcessEnd } from '../state/tasks/outcome.ts';
import { lost } from './process-ends.ts';

const end = (more: Partial<ProcessEnd>): ProcessEnd => ({
  exitCode: null,
  signal: null,
  stderr: [],
  ...more,
});

it.each<[MemoryProof, string]>([
  [{ kind: 'cgroup-oom-kill', counter: 1 }, 'the control group counted 1 out-of-memory kill'],
  [{ kind: 'job-object-limit', counter: 3 }, 'the job object counted 3 processes over its memory limit'],
  [{ kind: 'allocation-failed', counter: 1 }, 'a memory allocation failed and the process ended itself'],
])('a proof that memory ran out is quoted in one sentence: %o', (proof, sentence) => {
  const outcome = lost(stateOf({ tasks: { a: 1 }, memory: 1 }), 0, end({ proof }));
  expect(outcome).toMatchObject({ kind: 'out-of-memory', proof: sentence });
});

it('the file is not at fault if the signal that ends the batch also ends its worker, but it is for any other signal', () => {
  const state = stateOf({ tasks: { a: 1 }, memory: 1 });
  expect(lost(state, 0, end({ signal: 'SIGINT' })).kind).toBe('worker-lost');
  draft(state, 'lifecycle').mode = { kind: 'draining', cause: 'Ctrl-C' };
  expect(lost(state, 0, end({ signal: 'SIGINT' }))).toMatchObject({
    kind: 'cancelled',
    cause: 'SIGINT ended its worker too',
  });
  expect(lost(state, 0, end({ signal: 'SIGSEGV' })).kind).toBe('worker-lost');
});
