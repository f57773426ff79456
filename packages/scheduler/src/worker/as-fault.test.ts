import { FaultError } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { asFault } from './as-fault.ts';

const system = (code: string): Error =>
  Object.assign(new Error(`${code}: no luck`), { code, syscall: 'write' });

describe('what a worker throws', () => {
  it('is kept where it is a fault already', () => {
    const fault = { code: 'FILE_EMPTY', message: 'it is empty', hint: 'run it again' };
    expect(asFault(new FaultError(fault))).toEqual(fault);
  });

  it.each([
    ['ENOSPC', 'STORAGE_FULL'],
    ['EDQUOT', 'STORAGE_FULL'],
    ['EFBIG', 'STORAGE_FULL'],
    ['EIO', 'INPUT_UNAVAILABLE'],
    ['ESTALE', 'INPUT_UNAVAILABLE'],
    ['EACCES', 'UNEXPECTED_ERROR'],
  ])('by the system as %s is told as %s', (code, told) => {
    expect(asFault(system(code))).toMatchObject({ code: told });
    expect(asFault(system(code)).message).toContain(`${code}: no luck`);
  });

  it('is unexpected where nothing is known of it, with the place where it came from', () => {
    expect(asFault(new TypeError('x is not a function'))).toMatchObject({
      code: 'UNEXPECTED_ERROR',
      message: 'x is not a function',
      details: { stack: expect.stringContaining('as-fault.test') },
    });
    expect(asFault('text')).toMatchObject({ code: 'UNEXPECTED_ERROR', message: 'text' });
  });
});
