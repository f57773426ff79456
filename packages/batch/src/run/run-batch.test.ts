import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readJournal } from '@ballast/scheduler/journal';
import { describe, expect, it, onTestFinished } from 'vitest';
import { batchOf, prepare, SERIES_TABLE, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { type FolderWatch, watchFolder } from '../folder/folder-watch.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { FiguresAhead, figuresIn } from '../publish/journal-figures.ts';
import { samplesOf } from '../worker/results/samples-of.ts';
import type { BatchEvent } from './events.ts';
import { runBatch } from './run-batch.ts';

const ignore = (): void => undefined;

function watched({ output }: PreparedBatch): FolderWatch {
  const watch = watchFolder(output);
  onTestFinished(() => watch[Symbol.dispose]());
  return watch;
}

describe('running a prepared batch', () => {
  it('settles every task in a worker process and reports its records as events', async () => {
    const folder = temporaryFolder();
    for (const name of ['a.out', 'b.out']) writeInput(folder, name);
    const prepared = await prepare(folder, batchOf([SERIES_TABLE]));
    const events: BatchEvent[] = [];
    const state = await runBatch(prepared, watched(prepared), {
      started: ignore,
      event: (event) => events.push(event),
    });
    expect(state).toMatchObject({ progress: { settled: 2, failed: 0 }, lifecycle: { storageFault: null } });
    const of = (type: BatchEvent['type']) =>
      events.flatMap((one) => (one.type === type && 'file' in one ? [one.file] : []));
    expect(of('started').sort()).toEqual(['a.out', 'b.out']);
    expect(of('settled').sort()).toEqual(['a.out', 'b.out']);
    for (const task of [0, 1]) {
      expect(existsSync(samplesOf(prepared.output.result(task, 1), { table: 0 }))).toBe(true);
    }
    expect(readJournal(prepared.output.journal).records.at(-1)).toMatchObject({
      type: 'ended',
      ending: 'complete',
    });
  });

  it('makes the figures of its journal from the records as it appends them, as long as the file is what was written', async () => {
    const folder = temporaryFolder();
    for (let i = 0; i < 12; i += 1) writeInput(folder, `${i}.out`, { samples: i % 3 });
    const prepared = await prepare(folder);
    const { start, output } = prepared;
    const several = [1, 2, 3].map(() => new FiguresAhead(start.header));
    await runBatch(prepared, watched(prepared), {
      started: ignore,
      event: ignore,
      appended: (records, end) => {
        for (const ahead of several) ahead.appended(records, end);
      },
    });
    const [ofPage, ofTables, late] = several;
    const found = figuresIn(output, { page: true });
    expect(ofPage?.finish(output, { page: true })).toEqual(found);
    expect(found.figures.statuses.succeeded).toBe(8);
    expect(found.document?.counts.statuses.succeeded).toBe(8);
    const withoutPage = figuresIn(output, { page: false });
    expect(ofTables?.finish(output, { page: false })).toEqual(withoutPage);
    expect([withoutPage.document, withoutPage.figures]).toEqual([null, found.figures]);
    const content = readFileSync(output.journal, 'latin1');
    writeFileSync(output.journal, content.replace('"settled"', '"settles"'), 'latin1');
    expect(late?.finish(output, { page: false })).toBeNull();
  });

  it('starts nothing if the journal cannot be made', async () => {
    const folder = temporaryFolder();
    writeInput(folder, 'a.out');
    const prepared = await prepare(folder);
    mkdirSync(prepared.output.journal);
    const run = runBatch(prepared, watched(prepared), {
      started: () => {
        throw new Error('the engine has started');
      },
      event: ignore,
    });
    await expect(run).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
  });

  it('settles a file that disappears before its attempt, with the reason', async () => {
    const folder = temporaryFolder();
    for (const name of ['a.out', 'b.out']) writeInput(folder, name);
    const prepared = await prepare(folder, {
      ...batchOf(),
      resources: { retries: { unavailableInput: '0s' } },
    });
    rmSync(path.join(folder, 'sims', 'b.out'));
    const events: BatchEvent[] = [];
    await runBatch(prepared, watched(prepared), { started: ignore, event: (event) => events.push(event) });
    const settled = events.find((event) => event.type === 'settled' && event.file === 'b.out');
    expect(settled).toMatchObject({ status: 'missing', cause: expect.any(String) });
  });
});
