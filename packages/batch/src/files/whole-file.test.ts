import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeFile, WholeFile, writeWhole } from './whole-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-replace-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);

describe('a file that is written whole', () => {
  it('replaces the one before it, and nothing is left beside it', async () => {
    writeFileSync(at('a'), 'before');
    await writeWhole(at('a'), ['x'.repeat(3 << 20), 'ä']);
    expect(readFileSync(at('a'), 'utf8')).toBe(`${'x'.repeat(3 << 20)}ä`);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('waits for those who hold the one before it, where the system lets them keep it from being replaced', async () => {
    writeFileSync(at('a'), 'before');
    const held = openSync(at('a'), 'r');
    const written = writeWhole(at('a'), ['after']);
    // On Windows the first attempt has failed by now.
    closeSync(held);
    await written;
    expect([readFileSync(at('a'), 'utf8'), readdirSync(folder)]).toEqual(['after', ['a']]);
  });

  it('is not there until it is committed, and leaves nothing when it never is', async () => {
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
  it('puts a file into another place too, also again, and replaces what was there', async () => {
    writeFileSync(at('from'), 'samples');
    writeFileSync(at('to'), 'before');
    await placeFile(at('from'), at('to'));
    await placeFile(at('from'), at('to'));
    expect(readFileSync(at('to'), 'utf8')).toBe('samples');
    expect(readdirSync(folder).toSorted()).toEqual(['from', 'to']);
  });

  it('keeps what was there when there is nothing to put', async () => {
    writeFileSync(at('to'), 'before');
    await expect(placeFile(at('from'), at('to'))).rejects.toThrow(/ENOENT/);
    expect([readFileSync(at('to'), 'utf8'), readdirSync(folder)]).toEqual(['before', ['to']]);
  });
});
