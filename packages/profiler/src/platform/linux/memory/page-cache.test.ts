import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { madeUpTree } from '../../../../test/support/made-up-tree.ts';
import { linuxBytesFetched, linuxDropFromCache } from './page-cache.ts';

describe('the page cache on Linux', () => {
  it('counts the bytes that came from storage, not those that were read', () => {
    const root = madeUpTree({
      'proc/self/io': 'rchar: 123456\nwchar: 5\nread_bytes: 4096\nwrite_bytes: 0\n',
    });
    expect(linuxBytesFetched(root)).toBe(4096);
  });

  it('counts nothing on a kernel that does not account for I/O', () => {
    expect(linuxBytesFetched(madeUpTree({}))).toBeNull();
  });

  it.runIf(process.platform === 'linux')('reports whether the kernel was asked to drop a file', () => {
    const folder = madeUpTree({ 'a file; with $(hostile) name': 'text' });
    expect(linuxDropFromCache(join(folder, 'a file; with $(hostile) name'))).toBe(true);
    expect(linuxDropFromCache(join(folder, 'missing'))).toBe(false);
  });
});
