import { FaultError } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { notReady, outputFault } from './faults.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: said no`), { code });
}

describe('an output that cannot be written', () => {
  it.each([
    ['EACCES', 'OUTPUT_UNWRITABLE', 'output'],
    ['EROFS', 'OUTPUT_UNWRITABLE', 'output'],
    ['ENOTDIR', 'OUTPUT_UNWRITABLE', 'output'],
    ['EIO', 'OUTPUT_UNWRITABLE', 'output'],
    ['ENOSPC', 'STORAGE_FULL', 'storage-full'],
    ['EDQUOT', 'STORAGE_FULL', 'storage-full'],
  ])('turns %s into the fault %s of the class %s, with a hint', (system, code, of) => {
    const cause = systemError(system);
    const hint = expect.stringContaining('--out');
    expect(notReady(cause, 'out')).toMatchObject({ code, class: of, cause, hint, details: { system } });
  });

  it.each([
    ['EACCES', 'no permission', false],
    ['EPERM', 'no permission', false],
    ['EROFS', 'read-only', false],
    ['ENOENT', 'the folder is gone', false],
    ['ENOSPC', 'the storage is full', true],
  ])('says what %s means, and asks for room only if the storage is full', (system, meaning, room) => {
    const fault = notReady(systemError(system), 'out') as FaultError;
    expect(fault.message).toContain(meaning);
    expect(fault.hint?.includes('make room')).toBe(room);
  });

  it('names what is kept', () => {
    const failed = { what: 'it', kept: 'this is kept', hints: { full: 'make room', unwritable: 'look' } };
    expect(outputFault(systemError('ENOSPC'), failed)).toMatchObject({
      message: 'it cannot be written: the storage is full: ENOSPC: said no; this is kept',
      hint: 'make room',
    });
  });

  it('leaves faults and defects unchanged', () => {
    const fault = new FaultError({ code: 'SOME_FAULT', message: 'is one already' });
    const defects = [
      new TypeError('broken'),
      Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' }),
    ];
    for (const error of [fault, ...defects]) expect(notReady(error, 'out')).toBe(error);
  });
});
