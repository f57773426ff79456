import { FaultError } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { asFault } from './as-fault.ts';

const system = (code: string): Error =>
  Object.assign(new Error(`${code}: no luck`), { code, syscall: 'write' });

describe('an error of a worker', () => {
  it('stays as it is if it is a fault', () => {
    const fault = { code: 'FILE_EMPTY', message: 'it is empty', hint: 'run it again' };
    expect(asFault(new FaultError(fault))).toEqual(fault);
  });

  it.each([
    ['ENOSPC', 'STORAGE_FULL'],
    ['EDQUOT', 'STORAGE_FULL'],
    ['EIO', 'INPUT_UNAVAILABLE'],
    ['ESTALE', 'INPUT_UNAVAILABLE'],
    ['EACCES', 'UNEXPECTED_ERROR'],
  ])('of the system with the code %s becomes %s', (code, expected) => {
    expect(asFault(system(code))).toMatchObject({ code: expected });
    expect(asFault(system(code)).message).toContain(`${code}: no luck`);
  });

  it('of any other kind is unexpected and keeps its stack', () => {
    expect(asFault(new TypeError('x is not a function'))).toMatchObject({
      code: 'UNEXPECTED_ERROR',
      message: 'x is not a function',
      details: { stack: expect.stringContaining('as-fault.test') },
    });
    expect(asFault('text')).toMatchObject({ code: 'UNEXPECTED_ERROR', message: 'text' });
  });
});
