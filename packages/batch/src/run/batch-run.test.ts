import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readJournal } from '@ballast/scheduler/journal';
import { describe, expect, it, onTestFinished } from 'vitest';
import { batchOf, LONG_TABLE, SERIES_TABLE, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import type { BatchEvent } from './events.ts';
import { type OpenBatch, openBatch } from './open-batch.ts';

/** A batch of `good` inputs and one that is not an OpenFAST file, opened until the running test ends. */
async function open(
  good = 2,
  options: Parameters<typeof openBatch>[1] = {},
  source = batchOf(),
): Promise<OpenBatch> {
  const folder = options.base ?? temporaryFolder();
  if (options.base === undefined) {
    for (let i = 0; i < good; i += 1) writeInput(folder, `${i}.out`);
    writeFileSync(path.join(folder, 'sims', 'bad.out'), 'not a result');
  }
  const batch = await openBatch(source, { history: false, ...options, base: folder });
  onTestFinished(() => batch[Symbol.asyncDispose]());
  return batch;
}

const types = (events: readonly BatchEvent[]): string[] =>
  events.map(({ type }) => type).filter((type) => type !== 'progress');

describe('a run of a batch', () => {
  it('reports every event in order to the observer and to readers, and ends with the published one', async () => {
    const observed: BatchEvent[] = [];
    const run = (await open()).run({ observe: (event) => observed.push(event), progressEvery: 0 });
    const read: BatchEvent[] = [];
    for await (const event of run) read.push(event);
    expect(read).toEqual(observed);
    expect(types(read).slice(-2)).toEqual(['publishing', 'published']);
    for (const file of ['0.out', '1.out', 'bad.out']) {
      const own = read.filter((event) => 'file' in event && event.file === file);
      expect(types(own)).toEqual(['started', 'settled']);
    }
    const { reason, warnings } = await run.ended;
    expect([reason, warnings]).toEqual(['some-did-not', []]);
  });

  it('returns rows as typed cells, and the cause of each failure', async () => {
    const { ended } = (await open(1)).run();
    const { rows, published } = await ended;
    expect([...rows('all')].map(({ file, status, max }) => [file, status, max])).toEqual([
      ['0.out', 'succeeded', 2],
      ['0.out', 'succeeded', 2],
      ['bad.out', 'wrong-format', null],
    ]);
    expect(published.report.files.map(({ file, status }) => [file, status])).toEqual([
      ['0.out', 'succeeded'],
      ['bad.out', 'wrong-format'],
    ]);
    expect(published.report.files[1]?.reason).toEqual(expect.stringMatching(/\w+ \w+/));
    expect(() => rows('none')).toThrow(expect.objectContaining({ code: 'TABLE_UNKNOWN' }));
  });

  it('only reads what was published if there is nothing to do', async () => {
    const done = temporaryFolder();
    writeInput(done, 'a.out');
    const made = await open(0, { base: done });
    const before = await made.run().ended;
    await made[Symbol.asyncDispose]();
    const journal = readFileSync(made.output.journal);
    const last = await open(0, { base: done });
    expect(last.nothingToDo).toBe(true);
    const events: BatchEvent[] = [];
    const run = last.run({ observe: (event) => events.push(event) });
    const end = await run.ended;
    expect(types(events)).toEqual(['published']);
    expect(run.progress()).toBeNull();
    expect([...end.rows('all')]).toEqual([...before.rows('all')]);
    expect(readFileSync(made.output.journal).equals(journal)).toBe(true);
  });

  it('is not stopped by an observer that throws', async () => {
    const run = (await open(1)).run({
      observe: () => {
        throw new Error('no screen');
      },
    });
    const { reason, warnings } = await run.ended;
    expect(reason).toBe('some-did-not');
    expect(warnings).toEqual([expect.stringContaining('no screen')]);
  });

  it('may be cancelled by its own observer', async () => {
    const batch = await open(3, {}, { ...batchOf(), resources: { workers: 1 } });
    const run = batch.run({
      observe: (event) => {
        if (event.type === 'started') run.cancel('seen enough');
      },
    });
    const { reason, published } = await run.ended;
    expect(reason).toBe('interrupted');
    expect(published.report.stop).toMatchObject({ how: 'cancel', cause: 'seen enough' });
  });

  it('drains: running attempts finish, the rest has rows without a result', async () => {
    const batch = await open(3, {}, { ...batchOf(), resources: { workers: 1 } });
    const run = batch.run({
      observe: (event) => {
        if (event.type === 'started') run.drain('enough');
      },
    });
    const { published, rows } = await run.ended;
    expect(published.figures.outcomes.succeeded + published.figures.outcomes.failed).toBe(1);
    expect(new Set([...rows('all')].map(({ file }) => file)).size).toBe(4);
  });

  it.each([
    ['an error', new Error('out of time'), 'out of time'],
    ['a text', 'out of time', 'out of time'],
    ['nothing', undefined, 'the batch was aborted'],
  ])('starts no attempt if the signal was aborted before with %s', async (_, reason, cause) => {
    const events: BatchEvent[] = [];
    const run = (await open()).run({
      signal: AbortSignal.abort(reason),
      observe: (event) => events.push(event),
    });
    const end = await run.ended;
    expect(end.reason).toBe('interrupted');
    expect(types(events)).not.toContain('started');
    expect(events).toContainEqual({ type: 'stopping', how: 'cancel', cause });
    expect(readJournal(end.published.places.journal).records.map(({ type }) => type)).not.toContain(
      'admitted',
    );
  });

  it('publishes as usual if the signal is aborted while the tables are written', async () => {
    const abort = new AbortController();
    const run = (await open(1)).run({
      signal: abort.signal,
      observe: ({ type }) => {
        if (type === 'publishing') abort.abort();
      },
    });
    const { reason, published } = await run.ended;
    expect(reason).toBe('some-did-not');
    for (const { path: file } of published.places.tables) expect(existsSync(file)).toBe(true);
  });

  it('has no progress events after the last attempt, and keeps the last progress', async () => {
    const events: BatchEvent[] = [];
    const run = (await open(2)).run({ observe: (event) => events.push(event), progressEvery: 1 });
    await run.ended;
    const publishing = events.findIndex(({ type }) => type === 'publishing');
    expect(events.slice(publishing).map(({ type }) => type)).toEqual(['publishing', 'published']);
    expect(run.progress()).toMatchObject({ files: 3, settled: 3, failed: 1, share: 1 });
  });

  it('rejects with a fault, and its iteration just ends, if tables cannot be written', async () => {
    const batch = await open(1, {}, batchOf([LONG_TABLE, SERIES_TABLE]));
    mkdirSync(batch.output.table('all.csv'));
    const run = batch.run();
    const events: BatchEvent[] = [];
    for await (const event of run) events.push(event);
    expect(types(events).at(-1)).toBe('publishing');
    await expect(run.ended).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
  });
});
