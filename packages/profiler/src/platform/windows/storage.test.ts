import { describe, expect, it } from 'vitest';
import { isUnc } from './storage.ts';

describe('a Windows path', () => {
  it.each([
    ['\\\\server\\share\\a.sim', true],
    ['//server/share/a.sim', true],
    ['\\\\?\\UNC\\server\\share\\a.sim', true],
    ['\\\\?\\C:\\a.sim', false],
    ['\\\\.\\PhysicalDrive0', false],
    ['C:\\a.sim', false],
    ['a\\b.sim', false],
  ])('%s is on a file server: %s', (path, expected) => {
    expect(isUnc(path)).toBe(expected);
  });
});
