import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readJournal, replayJournal } from '@ballast/scheduler/journal';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  batchOf,
  editJournal,
  flipBit,
  LONG_TABLE,
  SERIES_TABLE,
  writeInput,
} from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import type { BatchEvent } from './events.ts';
import { type OpenBatch, openBatch } from './open-batch.ts';

const SOURCE = batchOf([LONG_TABLE, SERIES_TABLE]);
const FILES = ['a.out', 'b.out', 'c.out'];

async function open(base: string, source = SOURCE): Promise<OpenBatch> {
  const batch = await openBatch(source, { history: false, base });
  onTestFinished(() => batch[Symbol.asyncDispose]());
  return batch;
}

/** Runs the batch to its end, and returns what happened. */
async function run(
  base: string,
  during: (event: BatchEvent) => void = () => undefined,
): Promise<readonly BatchEvent[]> {
  const events: BatchEvent[] = [];
  const batch = await openBatch(SOURCE, { history: false, base });
  const observe = (event: BatchEvent): void => {
    events.push(event);
    during(event);
  };
  const { ended } = batch.run({ observe, progressEvery: 0 });
  try {
    await ended;
  } finally {
    await batch[Symbol.asyncDispose]();
  }
  return events;
}

interface Ended {
  readonly folder: string;
  readonly tables: () => Readonly<Record<string, string>>;
  /** Absolute path of the result of a task, or of its time series. */
  readonly result: (task: number, ending?: string) => string;
}

const shared = mkdtempSync(path.join(tmpdir(), 'ballast-to-end-'));
const [folder, kept] = [path.join(shared, 'place'), path.join(shared, 'kept')];
beforeAll(async () => {
  for (const [i, name] of FILES.entries()) writeInput(folder, name, { from: 10 * i });
  await run(folder);
  rmSync(path.join(folder, 'out', 'report.json'));
  cpSync(folder, kept, { recursive: true, preserveTimestamps: true });
});
afterAll(() => rmSync(shared, { recursive: true, force: true }));

/** A batch of three files that has ended; its report is gone, so that it publishes again. */
function ended(): Ended {
  rmSync(folder, { recursive: true });
  cpSync(kept, folder, { recursive: true, preserveTimestamps: true });
  const out = path.join(folder, 'out');
  const names = ['all.csv', 'a_series.csv', 'b_series.csv', 'c_series.csv'];
  return {
    folder,
    tables: () =>
      Object.fromEntries(names.map((name) => [name, readFileSync(path.join(out, 'tables', name), 'utf8')])),
    result: (task, ending = '.json') => {
      const outcome = replayJournal(readJournal(path.join(out, 'journal.ndjson'))).outcomes[task];
      const name = outcome?.kind === 'succeeded' ? (outcome.result ?? '') : '';
      return path.join(out, name.replace('.json', ending));
    },
  };
}

const startedIn = (events: readonly BatchEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'started' ? [event.file] : []));

const damagedIn = (events: readonly BatchEvent[]) =>
  events.flatMap((event) => (event.type === 'damaged' ? event.results.map(({ file }) => file) : []));

describe('a result that is not what was written', () => {
  it.each([
    ['a result', '.json'],
    ['its time series', '.1.csv'],
  ])('is read again in the same run: %s', async (_, ending) => {
    const batch = ended();
    const before = batch.tables();
    flipBit(batch.result(1, ending), 9);
    const events = await run(batch.folder);
    expect([damagedIn(events), startedIn(events)]).toEqual([['b.out'], ['b.out']]);
    const types = events.map(({ type }) => type).filter((type) => type !== 'warning');
    expect(types).toEqual(['publishing', 'damaged', 'started', 'settled', 'publishing', 'published']);
    expect(batch.tables()).toEqual(before);
    expect(await run(batch.folder)).toMatchObject([{ type: 'published' }]);
  });

  it('never gives its numbers to another file: exchanged and copied results are read again', async () => {
    const batch = ended();
    const before = batch.tables();
    const journal = path.join(batch.folder, 'out', 'journal.ndjson');
    const stem = (task: number): string => path.basename(batch.result(task)).replace('.json', '');
    const [a, b] = [stem(0), stem(1)];
    editJournal(journal, (record) => record.replaceAll(a, '?').replaceAll(b, a).replaceAll('?', b));
    expect(startedIn(await run(batch.folder)).sort()).toEqual(['a.out', 'b.out']);
    expect(batch.tables()).toEqual(before);
    rmSync(path.join(batch.folder, 'out', 'report.json'));
    copyFileSync(batch.result(0), batch.result(2));
    expect(startedIn(await run(batch.folder))).toEqual(['c.out']);
    expect(batch.tables()).toEqual(before);
  });

  it.each(['../../x', '/etc/hostname', '..\\..\\x', 'tables/all.csv', '.ballast/plan.json'])(
    'is read again if the journal names %s, which is neither opened nor named to the user',
    async (name) => {
      const batch = ended();
      const before = batch.tables();
      const journal = path.join(batch.folder, 'out', 'journal.ndjson');
      const own = `.ballast/results/${path.basename(batch.result(1))}`;
      const json = JSON.stringify(name).slice(1, -1);
      editJournal(journal, (record) => record.replaceAll(own, json));
      const opened = await open(batch.folder);
      const [remark] = opened.remarks;
      expect(['damaged', 'results-damaged']).toContain(remark?.kind);
      if (remark?.kind === 'results-damaged')
        expect(remark.results).toMatchObject([{ file: 'b.out', reason: expect.not.stringContaining(name) }]);
      await opened[Symbol.asyncDispose]();
      expect(startedIn(await run(batch.folder))).toEqual(['b.out']);
      expect(batch.tables()).toEqual(before);
    },
  );

  it('ends the batch with a fault if it gets damaged again and again', async () => {
    const batch = ended();
    let publishing = 0;
    const damage = (event: BatchEvent): void => {
      if (event.type !== 'publishing') return;
      publishing += 1;
      flipBit(batch.result(2), 20);
    };
    await expect(run(batch.folder, damage)).rejects.toMatchObject({
      code: 'RESULTS_DAMAGED',
      message: expect.stringContaining('c.out'),
      hint: expect.stringContaining('storage'),
    });
    expect(publishing).toBe(4);
    expect(startedIn(await run(batch.folder))).toEqual(['c.out']);
  });

  it('is left for later if the batch was stopped, and is in no table', async () => {
    const folder = temporaryFolder();
    for (const name of FILES) writeInput(folder, name);
    const batch = await open(folder, { ...SOURCE, resources: { workers: 1 } });
    const events: BatchEvent[] = [];
    const started = batch.run({
      progressEvery: 0,
      observe: (event) => {
        events.push(event);
        if (event.type === 'started') started.drain('enough');
        if (event.type !== 'publishing' || damagedIn(events).length > 0) return;
        const [outcome] = replayJournal(readJournal(batch.output.journal)).outcomes;
        if (outcome?.kind === 'succeeded') flipBit(path.join(batch.output.root, outcome.result ?? ''), 20);
      },
    });
    const { rows, reason } = await started.ended;
    expect(events).toContainEqual(expect.objectContaining({ type: 'damaged', again: false }));
    expect([startedIn(events), damagedIn(events), reason]).toEqual([['a.out'], ['a.out'], 'interrupted']);
    expect([...rows('all')].map(({ file, max }) => [file, max])).toEqual(FILES.map((file) => [file, null]));
  });
});

describe('an input that changes after it was listed', () => {
  it('is read as it is then, once', async () => {
    const folder = temporaryFolder();
    writeInput(folder, 'a.out');
    const batch = await open(folder);
    writeInput(folder, 'a.out', { from: 500, samples: 7 });
    const events: BatchEvent[] = [];
    const { ended: end } = batch.run({ observe: (event) => events.push(event), progressEvery: 0 });
    const { rows } = await end;
    expect(events.some(({ type }) => type === 'damaged')).toBe(false);
    expect([...rows('all')][0]).toMatchObject({ max: 506 });
  });
});
