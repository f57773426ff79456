import { describe, expect, it } from 'vitest';
import { statusHint, statusName, statusScope } from './status.ts';

describe('status codes', () => {
  it('have a name for each code in use from 0 to 69', () => {
    const unnamed = Array.from({ length: 70 }, (_, code) => code).filter(
      (code) => statusName(code) === 'UNKNOWN_STATUS',
    );
    expect(unnamed).toEqual([11, 22]);
  });

  it('have names that make fault codes', () => {
    expect([23, 25, 57, 67, 68, 69].map(statusName)).toEqual([
      'NO_SUCH_OBJECT',
      'LICENSING_ERROR',
      'DLL_INIT_FAILED',
      'INVALID_FILE_FORMAT',
      'THREAD_AFFINITY_ERROR',
      'FILE_READ_PARENT_ERROR',
    ]);
  });

  it('are user-defined from 100000 on, and unknown if they are not in the table', () => {
    expect([100_000, 123_456, 99_999, 70, -1].map(statusName)).toEqual([
      'USER_DEFINED',
      'USER_DEFINED',
      'UNKNOWN_STATUS',
      'UNKNOWN_STATUS',
      'UNKNOWN_STATUS',
    ]);
  });

  it('for licences, threads and unknown causes affect more than one series', () => {
    expect([25, 68, 20, 3, 29, 70].map(statusScope)).toEqual(Array(6).fill('model'));
  });

  it('for periods and for series name the scope they refuse', () => {
    expect([12, 37, 39].map(statusScope)).toEqual(['period', 'period', 'period']);
    expect([14, 15, 23, 26].map(statusScope)).toEqual(['series', 'series', 'series', 'series']);
  });

  it('have a hint if users can act on them', () => {
    expect(statusHint(25)).toContain('licence');
    expect(statusHint(23)).toBeUndefined();
  });
});
