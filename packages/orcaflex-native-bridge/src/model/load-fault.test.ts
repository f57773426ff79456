import { describe, expect, it } from 'vitest';
import { statusError } from '../abi/library-fault.ts';
import { isLater, loadFault } from './load-fault.ts';

const versions = { written: '12.0a', library: '11.3c' };

describe('a version', () => {
  it.each([
    ['12.0a', '11.9c', true],
    ['11.10', '11.9', true],
    ['11.3', '11.3c', false],
    ['11.3c', '11.3', false],
    ['11.2', '11.3', false],
    ['unknown', '11.3', false],
    ['12.0', '', false],
  ])('%s is later than %s: %s', (one, other, later) => {
    expect(isLater(one, other)).toBe(later);
  });
});

describe('a refused load', () => {
  it('of a file that has vanished reports that', () => {
    expect(loadFault(statusError('C_LoadSimulationW', 6, 'No file.'), 'a.sim', versions)).toMatchObject({
      code: 'FILE_NOT_FOUND',
      class: 'input-missing',
      details: { path: 'a.sim', status: 6 },
    });
  });

  it.each([34, 67])('of a later version’s file with status %d names both versions', (status) => {
    expect(loadFault(statusError('C_LoadSimulationW', status, 'x'), 'a.sim', versions)).toMatchObject({
      code: 'FILE_FROM_LATER_VERSION',
      class: 'wrong-version',
      details: versions,
    });
  });

  it('for any other cause is passed on unchanged', () => {
    const damaged = statusError('C_LoadSimulationW', 7, 'x');
    expect(loadFault(damaged, 'a.sim', versions)).toBe(damaged);
    const same = statusError('C_LoadSimulationW', 67, 'x');
    expect(loadFault(same, 'a.sim', { ...versions, written: '11.3c' })).toBe(same);
    expect(loadFault(same, 'a.sim', { ...versions, written: null })).toBe(same);
    const own = new Error('own');
    expect(loadFault(own, 'a.sim', versions)).toBe(own);
  });
});
