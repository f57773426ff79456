import type { Outcome } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { EVERY_OUTCOME, failed, succeeded } from '../../test/journal-builder.ts';
import { TABLE_STATUSES, tableStatus } from './table-status.ts';

const FAULTS: readonly [status: string, code: string][] = [
  ['unstable-input', 'INPUT_CHANGED'],
  ['missing', 'FILE_NOT_FOUND'],
  ['wrong-format', 'FORMAT_UNKNOWN'],
  ['wrong-version', 'FILE_FROM_LATER_VERSION'],
  ['no-results', 'DATA_FILE_NOT_SIMULATION'],
  ['failed', 'FILE_EMPTY'],
];
const withFault = (code: string): Outcome => failed({ code, message: 'what was wrong' });

describe('tableStatus', () => {
  it('is not-run for a task that never settled', () => {
    expect(tableStatus(undefined)).toBe('not-run');
  });

  it('is the kind of the outcome for everything that did not succeed', () => {
    const others = EVERY_OUTCOME.filter(({ kind }) => kind !== 'succeeded');
    expect(others.map(tableStatus)).toEqual(others.map(({ kind }) => kind));
  });

  it.each<[string, Outcome]>([
    ['succeeded', succeeded()],
    ['incomplete', succeeded({ problems: 1 })],
    ['partial', succeeded({ completeness: 'partial' })],
    ['partial', succeeded({ completeness: 'partial', problems: 4 })],
    ['unstable', succeeded({ completeness: 'unstable', problems: 4 })],
  ])('is %s for a file that was read, by what is worst about it', (status, outcome) => {
    expect(tableStatus(outcome)).toBe(status);
  });

  it.each(FAULTS)('is %s for a file with the fault %s', (status, code) => {
    expect(tableStatus(withFault(code))).toBe(status);
  });

  it('has every status that is counted', () => {
    const outcomes = [
      undefined,
      ...EVERY_OUTCOME,
      ...FAULTS.map(([, code]) => withFault(code)),
      succeeded({ problems: 1 }),
      succeeded({ completeness: 'partial' }),
      succeeded({ completeness: 'unstable' }),
    ];
    expect(new Set(outcomes.map(tableStatus))).toEqual(new Set(TABLE_STATUSES));
  });
});
