import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingFiles, taskIdentity } from './task-identity.ts';

const sha = (digit: string): string => digit.repeat(64);
const named = { name: 'drag' };

describe('what machines must agree on about a task', () => {
  it('is its files, whatever folders they are in and whatever text names them', () => {
    const one = taskIdentity(named, {
      version: '1',
      runs: 'x',
      'file tools/drag.py': sha('a'),
      'file c.yml': sha('b'),
    });
    const other = taskIdentity(named, {
      version: '2',
      runs: 'y',
      'file c.yml': sha('b'),
      'file drag.py': sha('a'),
    });
    expect(one).toEqual(other);
    expect(one.files).toEqual([
      { name: 'drag.py', sha256: sha('a') },
      { name: 'c.yml', sha256: sha('b') },
    ]);
    expect(differingFiles(one, other)).toEqual([]);
  });

  it('names the files that one of them has otherwise, or not at all', () => {
    const one = taskIdentity(named, { 'file drag.py': sha('a'), 'file c.yml': sha('b') });
    const other = taskIdentity(named, { 'file drag.py': sha('c') });
    expect(differingFiles(one, other)).toEqual(['c.yml', 'drag.py']);
  });

  it('has room in one record, and still differs if one of many files does', () => {
    const details = fc.uniqueArray(fc.nat(10_000), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(details, fc.nat(), (names, at) => {
        const all = Object.fromEntries(names.map((n) => [`file f${n}.py`, sha((n % 10).toString())]));
        const changed = { ...all, [`file f${names[at % names.length]}.py`]: sha('f') };
        const [one, other] = [taskIdentity(named, all), taskIdentity(named, changed)];
        expect(one.files.length).toBeLessThanOrEqual(101);
        expect(differingFiles(one, one)).toEqual([]);
        expect(differingFiles(one, other).length).toBeGreaterThan(0);
      }),
    );
  });
});
