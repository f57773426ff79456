import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOfFile } from './digest.ts';
import { placeFile, WholeFile, writeWhole } from './whole-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-replace-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);

describe('a file that is written whole', () => {
  it('replaces an existing file and leaves nothing else', async () => {
    writeFileSync(at('a'), 'before');
    await writeWhole(at('a'), ['x'.repeat(3 << 20), 'ä']);
    expect(readFileSync(at('a'), 'utf8')).toBe(`${'x'.repeat(3 << 20)}ä`);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('waits for a program that holds the existing file, on systems that let it prevent a replacement', async () => {
    writeFileSync(at('a'), 'before');
    const held = openSync(at('a'), 'r');
    const written = writeWhole(at('a'), ['after']);
    // On Windows the first attempt has failed by now.
    closeSync(held);
    await written;
    expect([readFileSync(at('a'), 'utf8'), readdirSync(folder)]).toEqual(['after', ['a']]);
  });

  it.runIf(process.platform !== 'win32')('is as private as its folder', async () => {
    for (const [mode, expected] of [
      [0o700, 0o600],
      [0o750, 0o640],
    ] as const) {
      chmodSync(folder, mode);
      await writeWhole(at('a'), ['private']);
      expect(statSync(at('a')).mode & 0o777).toBe(expected);
    }
  });

  it.runIf(process.platform !== 'win32')('replaces a link, and not what it points to', async () => {
    writeFileSync(at('victim'), 'untouched');
    symlinkSync('victim', at('a'));
    await writeWhole(at('a'), ['after']);
    expect([readFileSync(at('a'), 'utf8'), readFileSync(at('victim'), 'utf8')]).toEqual([
      'after',
      'untouched',
    ]);
  });

  it('has all of its bytes if it is synced while it grows', async () => {
    using file = new WholeFile(at('a'), { isSlow: true });
    const piece = Buffer.alloc(3 << 20, 'é');
    for (let i = 0; i < 12; i += 1) {
      file.writeBytes(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(file.isSound()).toBe(true);
    const written = await file.commit();
    expect([written, file.isSound()]).toEqual([digestOfFile(at('a')), false]);
    expect(written.bytes).toBe(12 * piece.length);
  });

  it.each([
    { done: 'shortened', to: (name: string) => truncateSync(name) },
    { done: 'lengthened', to: (name: string) => appendFileSync(name, 'x') },
    {
      done: 'replaced',
      to: (name: string) => {
        renameSync(name, at('away'));
        writeFileSync(name, 'four');
      },
    },
  ])('is not sound once it was $done', ({ to }) => {
    using file = new WholeFile(at('a'), { isSlow: true });
    file.writeBytes(Buffer.from('four'));
    expect(file.isSound()).toBe(true);
    for (const name of readdirSync(folder)) to(at(name));
    expect(file.isSound()).toBe(false);
  });

  it('is not committed if it was removed while it was written', async () => {
    using file = new WholeFile(at('a'), { isSlow: true });
    for (const name of readdirSync(folder)) rmSync(at(name));
    expect(file.isSound()).toBe(false);
    await expect(file.commit()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('does not exist until it is committed, and leaves nothing if it never is', async () => {
    {
      using file = new WholeFile(at('a'));
      file.write('half');
      expect(readdirSync(folder)).not.toContain('a');
    }
    expect(readdirSync(folder)).toEqual([]);
    const failing = function* (): Generator<string> {
      yield 'one';
      throw new Error('no second');
    };
    await expect(writeWhole(at('b'), failing())).rejects.toThrow('no second');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('placeFile', () => {
  it('puts a file into a second place, also repeatedly, and replaces a file there', async () => {
    writeFileSync(at('from'), 'samples');
    writeFileSync(at('to'), 'before');
    await placeFile(at('from'), at('to'));
    await placeFile(at('from'), at('to'));
    expect(readFileSync(at('to'), 'utf8')).toBe('samples');
    expect(readdirSync(folder).toSorted()).toEqual(['from', 'to']);
  });

  it.runIf(process.platform !== 'win32')('refuses a link', async () => {
    symlinkSync('/etc/hosts', at('from'));
    await expect(placeFile(at('from'), at('to'))).rejects.toMatchObject({ code: 'OUTPUT_LINKED' });
    expect(readdirSync(folder)).toEqual(['from']);
  });

  it('keeps the file there if there is nothing to put', async () => {
    writeFileSync(at('to'), 'before');
    await expect(placeFile(at('from'), at('to'))).rejects.toThrow(/ENOENT/);
    expect([readFileSync(at('to'), 'utf8'), readdirSync(folder)]).toEqual(['before', ['to']]);
  });
});
