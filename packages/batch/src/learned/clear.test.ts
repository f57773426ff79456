import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearHistory } from './clear.ts';
import { readHistory, writeHistory } from './history-file.ts';
import { historyFile } from './history-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-history-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const record = (machine: string, plan: string) => ({
  machine,
  reader: 'r',
  plan,
  models: {},
  makespans: [],
});

describe('clearing the history', () => {
  it('removes the records of one machine and keeps a backup of the file', async () => {
    await writeHistory(folder, { records: [record('a', '1'), record('b', '1'), record('a', '2')] });
    const before = readFileSync(historyFile(folder), 'utf8');
    const backup = `${historyFile(folder)}.bak`;
    expect(await clearHistory(folder, 'a')).toEqual({
      file: historyFile(folder),
      removed: 2,
      kept: 1,
      backup,
    });
    expect((await readHistory(folder)).history.records).toEqual([record('b', '1')]);
    expect(readFileSync(backup, 'utf8')).toBe(before);
  });

  it('leaves no file if only this machine had records', async () => {
    await writeHistory(folder, { records: [record('a', '1')] });
    await clearHistory(folder, 'a');
    expect(existsSync(historyFile(folder))).toBe(false);
  });

  it('changes nothing if the machine has no records, and keeps an earlier backup', async () => {
    const nothing = { file: historyFile(folder), removed: 0, kept: 0, backup: null };
    expect(await clearHistory(folder, 'a')).toEqual(nothing);
    await writeHistory(folder, { records: [record('a', '1'), record('b', '1')] });
    const { backup } = await clearHistory(folder, 'a');
    const kept = readFileSync(backup ?? '', 'utf8');
    expect(await clearHistory(folder, 'a')).toEqual({ ...nothing, kept: 1 });
    expect(readFileSync(backup ?? '', 'utf8')).toBe(kept);
  });

  it('sets a damaged file aside as a whole', async () => {
    writeFileSync(historyFile(folder), 'damaged');
    const { removed, backup } = await clearHistory(folder, 'a');
    expect(removed).toBeNull();
    expect(readFileSync(backup ?? '', 'utf8')).toBe('damaged');
  });
});
