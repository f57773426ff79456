import { expect, it } from 'vitest';
import { systemFaultClass } from './fault-class.ts';

it.each([
  ['ENOSPC', 'storage-full'],
  ['EFBIG', 'storage-full'],
  ['ENOENT', 'input-missing'],
  ['ENOTDIR', 'input-missing'],
  ['ESTALE', 'input-unavailable'],
  ['EACCES', null],
])('%s of the operating system means %s', (system, expected) => {
  expect(systemFaultClass(system)).toBe(expected);
});
