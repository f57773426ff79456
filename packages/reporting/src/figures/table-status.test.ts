import type { Fault, FaultClass } from '@ballast/resource-model';
import type { Outcome } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { EVERY_OUTCOME, failed, succeeded } from '../../test/journal-builder.ts';
import { TABLE_STATUSES, tableStatus } from './table-status.ts';

const FAULTS: readonly [status: string, of: FaultClass][] = [
  ['unstable-input', 'input-changed'],
  ['missing', 'input-missing'],
  ['wrong-format', 'wrong-format'],
  ['wrong-version', 'wrong-version'],
  ['no-results', 'no-results'],
  ['failed', 'input-unavailable'],
];
const FAULT: Fault = { code: 'FILE_EMPTY', message: 'what was wrong' };
const withClass = (of: FaultClass): Outcome => failed({ ...FAULT, class: of });

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
    ['suspect', succeeded({ completeness: 'suspect', problems: 4 })],
    ['unstable', succeeded({ completeness: 'unstable', problems: 4 })],
  ])('is %s for a file that was read, by what is worst about it', (status, outcome) => {
    expect(tableStatus(outcome)).toBe(status);
  });

  it.each(FAULTS)('is %s for a file with a fault of the class %s', (status, of) => {
    expect(tableStatus(withClass(of))).toBe(status);
  });

  it('is failed for a file with a fault without a class', () => {
    expect(tableStatus(failed(FAULT))).toBe('failed');
  });

  it('has every status that is counted', () => {
    const outcomes = [
      undefined,
      ...EVERY_OUTCOME,
      ...FAULTS.map(([, of]) => withClass(of)),
      succeeded({ problems: 1 }),
      succeeded({ completeness: 'partial' }),
      succeeded({ completeness: 'suspect' }),
      succeeded({ completeness: 'unstable' }),
    ];
    expect(new Set(outcomes.map(tableStatus))).toEqual(new Set(TABLE_STATUSES));
  });
});
