import { isAbsolute } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeCacheFolder } from './cache-folder.ts';

describe('the folder for compiled code', () => {
  it('is in the folder that this user has for caches', () => {
    expect(codeCacheFolder({ HOME: '/h/a' }, 'linux')).toBe('/h/a/.cache/ballast');
    expect(codeCacheFolder({ HOME: '/h/a', XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/c/ballast');
    expect(codeCacheFolder({ HOME: '/h/a', XDG_CACHE_HOME: 'c' }, 'linux')).toBe('/h/a/.cache/ballast');
    expect(codeCacheFolder({ HOME: '/h/a' }, 'darwin')).toBe('/h/a/Library/Caches/ballast');
    expect(codeCacheFolder({ LOCALAPPDATA: 'C:\\a' }, 'win32')).toBe('C:\\a\\ballast\\code');
  });

  it('is never in the working directory, which may be anybody’s', () => {
    expect(codeCacheFolder({ HOME: 'h' }, 'linux')).toBeNull();
    expect(codeCacheFolder({ HOME: './h' }, 'darwin')).toBeNull();
    expect(codeCacheFolder({ LOCALAPPDATA: 'a', USERPROFILE: 'b' }, 'win32')).toBeNull();
    expect(codeCacheFolder({ LOCALAPPDATA: '', USERPROFILE: 'C:\\b' }, 'win32')).toBe(
      'C:\\b\\AppData\\Local\\ballast\\code',
    );
    const own = codeCacheFolder({}, 'linux');
    expect(own === null || isAbsolute(own)).toBe(true);
  });

  it('can be named, and turned off', () => {
    const named = (value: string): string | null =>
      codeCacheFolder({ HOME: '/h/a', BALLAST_CODE_CACHE: value }, 'linux');
    expect(named('/other')).toBe('/other');
    expect([named('off'), named('other')]).toEqual([null, null]);
  });
});
