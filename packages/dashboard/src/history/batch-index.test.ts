import { appendFileSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/journals.ts';
import { addToIndex, type IndexEntry, indexFile, readIndex } from './batch-index.ts';

const entry = (name: string, fields: Partial<IndexEntry> = {}): IndexEntry => ({
  folder: process.cwd(),
  name,
  startedAt: `2031-01-01T00:00:00.${name}Z`,
  state: 'running',
  files: 3,
  succeeded: 0,
  makespan: null,
  memoryError: null,
  computeError: null,
  ...fields,
});

describe('the index of batches', () => {
  it('has the last that was written of each batch, the latest first', async () => {
    using folder = temporaryFolder();
    expect(readIndex(folder.path)).toEqual([]);
    await addToIndex(folder.path, entry('1'));
    await addToIndex(folder.path, entry('2'));
    const ended = entry('1', { state: 'complete', makespan: 12, succeeded: 3 });
    expect(await addToIndex(folder.path, ended)).toBeNull();
    expect(readIndex(folder.path)).toEqual([ended, entry('2')]);
  });

  it('keeps the last 200 batches, and does not grow without end', async () => {
    using folder = temporaryFolder();
    for (let i = 0; i < 700; i += 1) await addToIndex(folder.path, entry(String(i)));
    const kept = readIndex(folder.path);
    expect(kept).toHaveLength(200);
    expect(kept[0]?.name).toBe('699');
    expect(readFileSync(indexFile(folder.path), 'utf8').split('\n').length).toBeLessThan(602);
  });

  it('leaves out lines that are none of its own', async () => {
    using folder = temporaryFolder();
    await addToIndex(folder.path, entry('1'));
    const relative = JSON.stringify(entry('2', { folder: 'relative' }));
    appendFileSync(indexFile(folder.path), `{"name":\n[]\n${relative}\n${JSON.stringify({ name: 'x' })}\n`);
    expect(readIndex(folder.path).map(({ name }) => name)).toEqual(['1']);
  });

  it('that cannot be written is a warning', async () => {
    using folder = temporaryFolder();
    appendFileSync(`${folder.path}/file`, '');
    expect(await addToIndex(`${folder.path}/file`, entry('1'))).toContain('cannot be written');
  });
});
