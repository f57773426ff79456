import { appendFileSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  batchOf,
  editJournal,
  FAILED,
  flipBit,
  LONG_TABLE,
  prepare,
  publishAll,
  SERIES_TABLE,
  settleAll,
  writeInput,
} from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { type VerifyOptions, verifyBatch } from './verify-batch.ts';

const MODIFIED = new Date(Date.UTC(2030, 0, 1));

interface Ended {
  readonly folder: string;
  readonly output: OutputFolder;
}

/** A batch of three files, the last of which failed. */
async function ended({ verify = false, publish = true } = {}): Promise<Ended> {
  const folder = temporaryFolder();
  for (const name of ['a.out', 'b.out', 'c.out']) writeInput(folder, name, { modified: MODIFIED });
  const prepared = await prepare(folder, batchOf([LONG_TABLE, SERIES_TABLE]), { verify });
  await settleAll(prepared, { 2: FAILED });
  if (publish) await publishAll(prepared);
  return { folder, output: prepared.output };
}

/** What differs, one text for each difference. */
async function differences({ output }: Ended, options: VerifyOptions = {}): Promise<readonly string[]> {
  const found = await verifyBatch(output.root, options);
  return found.differences.map(({ what, name, input, reason }) =>
    [what, name, ...(input === null ? [] : [input]), reason.replace(/:? .*/, '')].join(' '),
  );
}

describe('a batch that is verified', () => {
  it('is as written, whether or not its inputs are compared', async () => {
    const batch = await ended();
    expect(await verifyBatch(batch.output.root)).toEqual({
      root: batch.output.root,
      differences: [],
      results: 4,
      outputs: 5,
      inputs: null,
      unchecked: 0,
      published: true,
    });
    expect(await verifyBatch(batch.output.root, { inputs: true })).toMatchObject({
      differences: [],
      inputs: 3,
    });
  });

  it('names every file that differs', async () => {
    const batch = await ended();
    const { output } = batch;
    flipBit(output.result(0, 1), 30);
    rmSync(output.result(1, 1).replace('.json', '.1.csv'));
    appendFileSync(output.table('all.csv'), ' ');
    flipBit(output.report, 20);
    writeFileSync(output.plan, '{}');
    flipBit(output.effectiveBatch, 9);
    expect(await differences(batch)).toEqual([
      'plan .ballast/plan.json expected',
      'batch batch.effective.yml expected',
      `result ${output.resultName(0, 1)} a.out expected`,
      `time series ${output.resultName(1, 1).replace('.json', '.1.csv')} b.out the`,
      'table tables/all.csv expected',
      'report report.json expected',
    ]);
  });

  it('does not open what a journal names outside of the results', async () => {
    const batch = await ended();
    const { output } = batch;
    editJournal(output.journal, (record) =>
      record.replaceAll(output.resultName(0, 1), 'batch.effective.yml'),
    );
    expect(await differences(batch)).toEqual(['result  a.out the']);
    editJournal(output.journal, (record) =>
      record.replaceAll('batch.effective.yml', output.resultName(1, 1)),
    );
    expect(await differences(batch)).toEqual(['result  a.out the']);
  });

  it('has no tables to compare before it has published', async () => {
    const batch = await ended({ publish: false });
    expect(await verifyBatch(batch.output.root)).toMatchObject({
      published: false,
      outputs: 0,
      differences: [],
    });
  });

  it('differs by its journal alone if the journal cannot be read', async () => {
    const batch = await ended();
    flipBit(batch.output.journal, 30);
    expect(await differences(batch)).toEqual([expect.stringMatching(/^journal journal\.ndjson/)]);
    rmSync(batch.output.journal);
    expect(await differences(batch)).toEqual(['journal journal.ndjson the']);
  });

  it('differs by every damaged line of its journal, and by whatever else differs', async () => {
    const batch = await ended();
    const lines = readFileSync(batch.output.journal, 'utf8').split('\n');
    writeFileSync(batch.output.journal, [lines[0], '{', ...lines.slice(2)].join('\n'));
    writeFileSync(batch.output.plan, '');
    const found = await differences(batch);
    expect(found[0]).toMatch(/^journal journal\.ndjson line/);
    expect(found.at(-1)).toMatch(/^plan/);
  });

  it('does not exist in a folder without a journal', async () => {
    await expect(verifyBatch(temporaryFolder())).rejects.toMatchObject({ code: 'NOTHING_TO_VERIFY' });
  });
});

describe('the inputs of a batch that is verified', () => {
  it('differ if they are gone, or have another size or time of writing', async () => {
    const batch = await ended();
    const sims = path.join(batch.folder, 'sims');
    rmSync(path.join(sims, 'a.out'));
    appendFileSync(path.join(sims, 'b.out'), '9\t9\t2\n');
    utimesSync(path.join(sims, 'c.out'), 5, 5);
    expect(await differences(batch)).toEqual([]);
    expect(await differences(batch, { inputs: true })).toEqual([
      'input a.out a.out the',
      'input b.out b.out expected',
      'input c.out c.out it',
    ]);
  });

  it.each([false, true])('differ by content, with hashes of whole inputs: %s', async (verify) => {
    const batch = await ended({ verify });
    writeInput(batch.folder, 'a.out', { from: 1, modified: MODIFIED });
    expect(await differences(batch, { inputs: true })).toEqual(['input a.out a.out its']);
  });
});
