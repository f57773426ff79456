import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isForeign, placeHere } from './place-here.ts';

const { posix, win32 } = path;

describe('a path that a batch records', () => {
  it.each([
    ['P:\\proj\\sims', 'P:\\proj\\out', '/mnt/projects/proj/out', '/mnt/projects/proj/sims'],
    ['\\\\nas\\projects\\sims', '\\\\nas\\projects\\a\\out', '/mnt/projects/a/out', '/mnt/projects/sims'],
    ['P:\\proj\\out\\tables', 'P:\\proj\\out', '/mnt/projects/proj/out', '/mnt/projects/proj/out/tables'],
    ['C:\\proj\\sims', 'C:\\proj\\out', '/data/renamed', '/data/sims'],
    ['p:\\Proj\\sims', 'p:\\Proj\\OUT', '/mnt/proj/out', '/mnt/proj/sims'],
    ['/mnt/a/sims', '/mnt/a/out', '/data/a/out', '/data/a/sims'],
  ])('is found beside the output folder on Linux: %s', (written, from, here, expected) => {
    expect(placeHere(written, { written: from, here }, posix)).toBe(expected);
  });

  it.each([
    ['/mnt/projects/proj/sims', '/mnt/projects/proj/out', 'P:\\proj\\out', 'P:\\proj\\sims'],
    ['/mnt/projects/sims', '/mnt/projects/a/out', '\\\\nas\\projects\\a\\out', '\\\\nas\\projects\\sims'],
    ['C:\\a\\sims', 'C:\\a\\out', 'D:\\b\\a\\out', 'D:\\b\\a\\sims'],
  ])('is found beside the output folder on Windows: %s', (written, from, here, expected) => {
    expect(placeHere(written, { written: from, here }, win32)).toBe(expected);
  });

  it.each([
    ['another drive', 'D:\\sims', 'P:\\proj\\out', '/mnt/projects/proj/out'],
    ['another share', '\\\\nas\\old\\sims', '\\\\nas\\projects\\out', '/mnt/projects/out'],
    ['a folder above what both have', '/srv/pictures/logo.png', '/mnt/projects/out', '/data/shared/out'],
    ['the other system', '/mnt/sims', 'P:\\proj\\out', '/mnt/projects/proj/out'],
    ['no place of its own', 'sims', 'P:\\proj\\out', '/mnt/projects/proj/out'],
    ['a name that leads out', '/a/x\\..\\..\\y', '/a/out', '/b/out'],
  ])('is not guessed if it leads to %s', (_, written, from, here) => {
    expect(placeHere(written, { written: from, here }, posix)).toBeNull();
  });

  it('is the same again by way of the other system', () => {
    const name = fc.stringMatching(/^[a-z0-9_-]{1,8}$/);
    const names = fc.array(name, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(names, names, names, (above, shared, other) => {
        const [linux, windows] = [`/${[...above, ...shared].join('/')}`, `P:\\${shared.join('\\')}`];
        const written = posix.join(linux, '..', ...other);
        const there = placeHere(written, { written: linux, here: windows }, win32);
        expect(there).not.toBeNull();
        expect(placeHere(there ?? '', { written: windows, here: linux }, posix)).toBe(written);
      }),
    );
  });

  it('never leads above the folder that both have, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const seen = { written: '/a/b/out', here: '/x/b/out' };
        const found = placeHere(`/${text}`, seen, posix);
        expect(found === null || found.startsWith('/x')).toBe(true);
      }),
    );
  });
});

it('is foreign if only the other system writes such paths', () => {
  expect(['C:\\a', '\\\\nas\\a', '/a', 'a'].map((one) => isForeign(one, posix))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(['C:\\a', '\\\\nas\\a', '/a', 'a'].map((one) => isForeign(one, win32))).toEqual([
    false,
    false,
    true,
    false,
  ]);
});
