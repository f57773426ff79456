import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { type HistoryRecord, readHistory, writeHistory } from './history-file.ts';

function record(plan: string, models: unknown = { m0: 1 }): HistoryRecord {
  return { machine: 'm', reader: 'openfast', plan, models, makespans: [12.5] };
}

describe('the history file', () => {
  it('returns what was written, from a file that people can read', async () => {
    const folder = join(temporaryFolder(), 'not', 'there', 'yet');
    await writeHistory(folder, { records: [record('a')] });
    expect(await readHistory(folder)).toEqual({ history: { records: [record('a')] }, warning: null });
    const [first] = readFileSync(join(folder, 'history.json'), 'utf8').split('\n');
    expect(first).toBe('{');
    expect(readdirSync(folder)).toEqual(['history.json']);
  });

  it('is empty, without a warning, if there is no file', async () => {
    expect(await readHistory(temporaryFolder())).toEqual({ history: { records: [] }, warning: null });
  });

  it('replaces the record with the same key and keeps the others', async () => {
    const folder = temporaryFolder();
    await writeHistory(folder, { records: [record('a', 1), record('b', 2)] });
    await writeHistory(folder, { records: [record('b', 3)] });
    const { history } = await readHistory(folder);
    expect(history.records.map(({ plan, models }) => [plan, models])).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
  });

  it.each([
    ['cut off', '{"version": 1, "rec'],
    ['without records', '{"version": 1}'],
    ['with a record of another form', '{"version": 1, "records": [{"machine": 1}]}'],
    ['not an object', 'null'],
  ])('is ignored with a warning when it is damaged: %s', async (_, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'history.json'), text);
    const found = await readHistory(folder);
    expect(found.history.records).toEqual([]);
    expect(found.warning).toMatch(/ignored/);
    await writeHistory(folder, { records: [record('a')] });
    expect((await readHistory(folder)).warning).toBeNull();
  });

  it('is neither used nor overwritten when a newer version wrote it', async () => {
    const folder = temporaryFolder();
    const text = '{"version": 2, "shape": "unknown"}';
    writeFileSync(join(folder, 'history.json'), text);
    expect((await readHistory(folder)).warning).toMatch(/newer/);
    await expect(writeHistory(folder, { records: [] })).rejects.toMatchObject({ code: 'HISTORY_NEWER' });
    expect(readFileSync(join(folder, 'history.json'), 'utf8')).toBe(text);
  });

  it('reports a folder that cannot be made', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const written = writeHistory(join(folder, 'file', 'below'), { records: [] });
    await expect(written).rejects.toMatchObject({ code: 'HISTORY_NOT_WRITTEN' });
  });
});
