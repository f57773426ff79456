import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { warm } from './warm.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridge-warm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('reading ahead', () => {
  const path = join(folder, 'file');
  writeFileSync(path, Buffer.alloc(2500));

  it('requests each piece before reading it, the last one with its true length', async () => {
    const pieces: number[] = [];
    const control = { chunk: async (bytes: number): Promise<void> => void pieces.push(bytes) };
    await warm(path, control, { size: 2500, pieceBytes: 1000 });
    expect(pieces).toEqual([1000, 1000, 500]);
  });

  it('stops when a piece is refused', async () => {
    const pieces: number[] = [];
    const chunk = async (bytes: number): Promise<void> => {
      pieces.push(bytes);
      if (pieces.length === 2) throw new Error('cancelled');
    };
    await expect(warm(path, { chunk }, { size: 2500, pieceBytes: 1000 })).rejects.toThrow('cancelled');
    expect(pieces).toEqual([1000, 1000]);
  });

  it('ends at the new end if a file has become shorter', async () => {
    const pieces: number[] = [];
    const control = { chunk: async (bytes: number): Promise<void> => void pieces.push(bytes) };
    await warm(path, control, { size: 4000, pieceBytes: 1000 });
    expect(pieces).toEqual([1000, 1000, 1000, 1000]);
  });

  it('a missing file is a fault', async () => {
    const control = { chunk: (): Promise<void> => Promise.resolve() };
    await expect(warm(join(folder, 'gone'), control, { size: 1, pieceBytes: 1 })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });
});
