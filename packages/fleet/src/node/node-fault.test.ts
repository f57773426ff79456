import { bytes } from '@ballast/resource-model';
import { expect, it } from 'vitest';
import { faultOfNode } from './node-fault.ts';

it.each([
  ['a file that is missing', { code: 'FILE_NOT_FOUND', message: 'm', class: 'input-missing' }, true],
  ['a share that is gone', { code: 'INPUT_UNAVAILABLE', message: 'm', class: 'input-unavailable' }, true],
  ['a full disk', { code: 'STORAGE_FULL', message: 'm', class: 'storage-full' }, true],
  ['permissions', { code: 'FILE_UNREADABLE', message: 'm' }, true],
  ['a program that is not installed', { code: 'TASK_NOT_STARTED', message: 'm' }, true],
  ['a damaged file', { code: 'HEADER_IMPLAUSIBLE', message: 'm' }, false],
  ['a file of another format', { code: 'FORMAT_UNKNOWN', message: 'm', class: 'wrong-format' }, false],
] as const)('%s', (_, fault, isOfNode) => {
  expect(faultOfNode({ kind: 'failed', retry: 'never', fault })).toEqual(isOfNode ? fault : null);
});

it('a licence that is not available is a fault of the node, too much memory is not', () => {
  const fault = { code: 'NO_LICENCE', message: 'm', class: 'seat' } as const;
  expect(faultOfNode({ kind: 'seat-denied', retry: 'same-demand', fault })).toBe(fault);
  expect(faultOfNode({ kind: 'refused', retry: 'never', reason: 'r', needed: bytes(1) })).toBeNull();
});
