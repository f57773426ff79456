import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify, isSameInput } from './identity.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-identity-'));
  file = path.join(folder, 'input');
  writeFileSync(file, Buffer.alloc(300_000, 1));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes one byte and restores the modification time. */
function changeAt(position: number): void {
  const { atime, mtime } = statSync(file);
  const data = Buffer.alloc(300_000, 1);
  data[position] = 2;
  writeFileSync(file, data);
  utimesSync(file, atime, mtime);
}

describe('the identity of an input', () => {
  beforeEach(() => utimesSync(file, 1e9, 1e9));

  it.each([
    ['its first bytes', 0, false],
    ['its last bytes', 299_999, false],
    ['its middle, by its ends alone', 150_000, true],
  ])('shows a change of %s', async (_, position, same) => {
    const before = await identify(file, false);
    changeAt(position);
    expect(isSameInput(before, await identify(file, false))).toBe(same);
  });

  it('shows any change if all of the input was hashed both times', async () => {
    const before = await identify(file, true);
    expect(isSameInput(before, await identify(file, true))).toBe(true);
    changeAt(150_000);
    expect(isSameInput(before, await identify(file, true))).toBe(false);
    expect(isSameInput(before, await identify(file, false))).toBe(true);
  });

  it('shows a new modification time, and exists for an empty file', async () => {
    const before = await identify(file, false);
    utimesSync(file, 2e9, 2e9);
    expect(isSameInput(before, await identify(file, false))).toBe(false);
    writeFileSync(file, '');
    expect(await identify(file, true)).toMatchObject({
      size: 0,
      ends: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});
