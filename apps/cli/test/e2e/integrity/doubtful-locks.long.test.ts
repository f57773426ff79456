import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BATCH } from '../batches/output-batch.ts';
import { ballast, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';

describe('an output folder', () => {
  it.each([
    ['is empty and old', '', -3600],
    ['is cut off and from the future', '{"pid":1,"ho', 366 * 86_400],
  ])('is taken over if its lock %s', async (_, text, seconds) => {
    using folder = temporaryFolder();
    const shape = ['--files', '2', '--format', 'outb4', '--channels', '40', '--rows', '50'];
    await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), ...shape]);
    const lock = path.join(folder.path, 'out', '.ballast.lock');
    mkdirSync(path.dirname(lock));
    writeFileSync(lock, text);
    const time = Date.now() / 1000 + seconds;
    utimesSync(lock, time, time);
    const ended = await ballast(['run', writeBatch(folder.path, BATCH)]);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('takes it over');
    expect(ended.stderr.includes('watching it for')).toBe(seconds > 0);
    expect(existsSync(lock)).toBe(false);
  });
});
