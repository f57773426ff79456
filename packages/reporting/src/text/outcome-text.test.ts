import type { Outcome } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { EVERY_OUTCOME, failed, journal, lost, ms, problem, succeeded } from '../../test/journal-builder.ts';
import { outcomeText, reasonText } from './outcome-text.ts';

describe('outcomeText', () => {
  it.each<[string, Outcome | undefined]>([
    ['succeeded', EVERY_OUTCOME[0]],
    ['ran out of memory at 3.00 GiB (the control group counted a kill)', EVERY_OUTCOME[2]],
    ['timed out after 20 min 00 s and was stopped', EVERY_OUTCOME[3]],
    [
      'used no core time, read nothing and reported no progress for 1 min 30 s, so it was stopped',
      EVERY_OUTCOME[4],
    ],
    ['was denied a licence: all 4 seats are taken', EVERY_OUTCOME[5]],
    ['was cancelled: interrupted', EVERY_OUTCOME[7]],
    ['was not started: larger than the machine (it needs 1.00 TiB)', EVERY_OUTCOME[8]],
  ])('is: %s', (text, outcome) => {
    expect(outcome === undefined ? undefined : outcomeText(outcome)).toBe(text);
  });

  it("combines a fault's message and hint in one sentence", () => {
    const fault = { code: 'FILE_CUT', message: 'the file ends in row 12 of 40.', hint: 'copy it again' };
    expect(outcomeText(failed(fault))).toBe('the file ends in row 12 of 40; copy it again');
    expect(outcomeText(failed({ code: 'FILE_CUT', message: 'it ends early' }))).toBe('it ends early');
  });

  it('reports what is wrong with a file that could be read', () => {
    const notes = [problem('no series "Tenson"'), problem('no series "Curvatur"')];
    expect(outcomeText(succeeded({ problems: 2, notes }))).toBe(
      'was read, but 2 columns have no values: no series "Tenson"; no series "Curvatur"',
    );
    expect(outcomeText(succeeded({ completeness: 'partial', problems: 1 }))).toBe(
      'was read, but it ended early or was used only in part, and 1 column has no values',
    );
    expect(outcomeText(succeeded({ completeness: 'unstable' }))).toBe(
      'was read, but its simulation became unstable',
    );
  });

  it('gives the first warning as the reason why values are not to be trusted', () => {
    const notes = [
      { kind: 'warning' as const, code: 'LINE_SKIPPED', message: '10 lines were left out.' },
      { kind: 'warning' as const, code: 'OTHER', message: 'something else' },
    ];
    expect(outcomeText(succeeded({ completeness: 'suspect', notes }))).toBe(
      'was read, but its values are not to be trusted (10 lines were left out)',
    );
    expect(outcomeText(succeeded({ completeness: 'suspect' }))).toBe(
      'was read, but its values are not to be trusted',
    );
  });

  it('names the signal that ended a worker, and the last line it wrote', () => {
    expect(outcomeText(lost({ signal: 'SIGSEGV', stderr: ['first', 'in LoadSimulation', '  '] }))).toBe(
      'the worker process ended on signal SIGSEGV (segmentation fault in native code); the last line it wrote was: in LoadSimulation',
    );
    expect(outcomeText(lost({ signal: 'SIGUSR2' }))).toBe('the worker process ended on signal SIGUSR2');
  });

  it('explains why a quarantined task is not retried, and shows where the output of its worker is', () => {
    const outcome = {
      ...lost({ signal: 'SIGABRT', log: 'logs/worker-7.log' }),
      quarantined: true,
      lost: 3,
    } as Outcome;
    expect(outcomeText(outcome)).toBe(
      'the worker process ended on signal SIGABRT (native code aborted); 3 workers had this file and were lost, the ' +
        'last one while it ran alone, so it is not retried; its output is in logs/worker-7.log',
    );
  });

  it('names the exit code of a worker, with the meaning of those of Windows', () => {
    const accessViolation =
      'the worker process ended with exit code 0xC0000005 (access violation in native code)';
    expect(outcomeText(lost({ exitCode: 0xc0000005 }))).toBe(accessViolation);
    expect(outcomeText(lost({ exitCode: -1073741819 }))).toBe(accessViolation);
    expect(outcomeText(lost({ exitCode: 0xc0ffee00 }))).toBe(
      'the worker process ended with exit code 0xC0FFEE00',
    );
    expect(outcomeText(lost({ exitCode: 7 }))).toBe('the worker process ended with exit code 7');
    expect(outcomeText(lost({}))).toBe('the worker process ended in a way that the system does not report');
  });

  it('shows control characters that a library put into its texts', () => {
    expect(outcomeText(failed({ code: 'LIB_SAYS', message: 'bad\nname \u001b[31m' }))).toBe(
      'bad\\u{a}name \\u{1b}[31m',
    );
    expect(outcomeText(lost({ exitCode: 1, stderr: ['\u009b2J'] }))).toContain('\\u{9b}2J');
  });

  it('has a sentence of one line for every kind', () => {
    for (const outcome of EVERY_OUTCOME) expect(outcomeText(outcome)).toMatch(/^[a-z][^\n]+[^.\n]$/);
    expect(EVERY_OUTCOME.map(({ kind }) => kind)).toHaveLength(9);
  });
});

describe('reasonText', () => {
  it('has the last failure of a task that was waiting for a retry', () => {
    const outcome = lost({ exitCode: 3 });
    const requeued = {
      type: 'requeued',
      at: ms(2),
      task: 0,
      cause: 'worker-lost',
      attempt: 1,
      outcome,
    } as const;
    const { tasks } = journal().input('a').admitted(1, 0).add(requeued).figures();
    expect(tasks.map(reasonText)).toEqual([
      'was waiting for a retry: the worker process ended with exit code 3',
    ]);
  });

  it('distinguishes a task that was never started from one without a recorded end', () => {
    const { tasks } = journal().input('a').input('b').input('c').admitted(0, 1).settled(1, 2).figures();
    expect(tasks.map(reasonText)).toEqual([
      'was not run',
      'was started, but how it ended is not in the journal',
      'succeeded',
    ]);
  });
});
