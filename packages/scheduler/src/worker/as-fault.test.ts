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
    ['ENOSPC', 'STORAGE_FULL', 'storage-full'],
    ['EDQUOT', 'STORAGE_FULL', 'storage-full'],
    ['EFBIG', 'STORAGE_FULL', 'storage-full'],
    ['EIO', 'INPUT_UNAVAILABLE', 'input-unavailable'],
    ['ESTALE', 'INPUT_UNAVAILABLE', 'input-unavailable'],
    ['EACCES', 'UNEXPECTED_ERROR', undefined],
  ])('of the system with the code %s becomes %s of the class %s', (code, expected, of) => {
    const fault = asFault(system(code));
    expect([fault.code, fault.class]).toEqual([expected, of]);
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
