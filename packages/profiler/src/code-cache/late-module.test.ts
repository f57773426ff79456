import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { lateModule } from './late-module.ts';

describe('a large module of Node', () => {
  it('is loaded once something of it is used', () => {
    let loads = 0;
    const late = lateModule('node:zlib', () => {
      loads += 1;
      return zlib;
    }) as typeof zlib;
    expect(loads).toBe(0);
    expect(late.gunzipSync(late.gzipSync('a')).toString()).toBe('a');
    expect(loads).toBe(1);
    expect('gzipSync' in late).toBe(true);
    expect({ ...late }.gzipSync).toBe(zlib.gzipSync);
  });

  it('is loaded at once if it is any other module', () => {
    const members = {};
    expect(lateModule('node:fs', () => members)).toBe(members);
  });
});
