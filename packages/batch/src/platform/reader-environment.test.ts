import { describe, expect, it } from 'vitest';
import { readerEnvironment } from './reader-environment.ts';

describe('the environment of a process that only reads files', () => {
  it('names no certificates, and is otherwise what the user has set', () => {
    const own = { A: 'b', MALLOC_MMAP_THRESHOLD_: '5' };
    for (const platform of ['linux', 'win32']) {
      expect(readerEnvironment({ ...own, NODE_EXTRA_CA_CERTS: '/a.pem' }, platform)).toEqual(own);
    }
  });

  it('fixes the size from which the C library of Linux maps buffers one by one', () => {
    expect(readerEnvironment({}, 'linux')).toEqual({ MALLOC_MMAP_THRESHOLD_: '1048576' });
    expect(readerEnvironment({}, 'win32')).toEqual({});
  });
});
