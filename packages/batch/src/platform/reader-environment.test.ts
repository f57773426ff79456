import { describe, expect, it } from 'vitest';
import { readerEnvironment } from './reader-environment.ts';

describe('the environment of a process that only reads files', () => {
  it('names no certificates, and is otherwise what the user has set', () => {
    const own = { A: 'b', GLIBC_TUNABLES: 'x=y', MALLOC_MMAP_THRESHOLD_: '5' };
    for (const platform of ['linux', 'win32']) {
      expect(readerEnvironment({ ...own, NODE_EXTRA_CA_CERTS: '/a.pem' }, platform)).toEqual(own);
    }
  });

  it('asks the C library of Linux for large pages', () => {
    expect(readerEnvironment({}, 'linux')).toEqual({
      GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
      MALLOC_MMAP_THRESHOLD_: '1048576',
    });
    expect(readerEnvironment({}, 'win32')).toEqual({});
  });
});
