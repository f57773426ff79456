import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/made-up-tree.ts';
import { writeOwnFile } from './own-file.ts';

const PIECE = 4 << 20;

describe('a file for a measurement', () => {
  it('has the requested size and no repeated or empty block, and can be removed', async () => {
    const folder = temporaryFolder();
    const own = await writeOwnFile(folder, { size: PIECE + 4096, signal: new AbortController().signal });
    if (!own.ok) throw new Error(own.reason);
    expect(path.dirname(own.file.file)).toBe(folder);
    const content = readFileSync(own.file.file);
    expect(content.length).toBe(PIECE + 4096);
    const blocks = new Set(
      Array.from({ length: content.length / 4096 }, (_, i) =>
        content.toString('base64', i * 4096, (i + 1) * 4096),
      ),
    );
    expect(blocks.size).toBe(content.length / 4096);
    await own.remove();
    expect(existsSync(own.file.file)).toBe(false);
  });

  it('is not written if it would take more than a quarter of the free space', async () => {
    const folder = temporaryFolder();
    const own = await writeOwnFile(folder, { size: 2 ** 60, signal: new AbortController().signal });
    expect(own).toEqual({ ok: false, reason: expect.stringMatching(/has only .* of free space$/) });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is removed if the measurement is interrupted', async () => {
    const folder = temporaryFolder();
    const own = await writeOwnFile(folder, { size: PIECE, signal: AbortSignal.abort() });
    expect(own).toEqual({ ok: false, reason: 'interrupted' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('needs a folder that exists', async () => {
    const missing = path.join(temporaryFolder(), 'missing');
    const own = await writeOwnFile(missing, { size: 1, signal: new AbortController().signal });
    expect(own).toEqual({ ok: false, reason: expect.stringContaining('ENOENT') });
  });
});
