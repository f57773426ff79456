import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readJournal } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { FAILED, openedJournal, prepare, settleAll, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';

/** A folder in which a batch of three files has ended, and its journal; the third file failed. */
async function ended(): Promise<{ folder: string; journal: string; text: string }> {
  const folder = temporaryFolder();
  for (const name of ['a.out', 'b.out', 'c.out']) writeInput(folder, name);
  const prepared = await prepare(folder);
  await settleAll(prepared, { 2: FAILED });
  prepared[Symbol.dispose]();
  const { journal } = prepared.output;
  return { folder, journal, text: readFileSync(journal, 'utf8') };
}

const kinds = ({ start }: PreparedBatch): (string | null)[] =>
  start.settled.outcomes.map((outcome) => outcome?.kind ?? null);

describe('a damaged journal', () => {
  it('is replaced with a new one, and only what may be lost is run again', async () => {
    const { folder, journal, text } = await ended();
    const damaged = text.replace('succeeded', 'succeedee');
    writeFileSync(journal, damaged);
    const again = await prepare(folder);
    const { output, start } = again;
    expect([start.continued, kinds(again)]).toEqual([null, [null, 'succeeded', null]]);
    expect(start.remarks).toMatchObject([
      { kind: 'damaged', lines: 1, first: [{ line: 5, field: null }], folder: output.journals },
      { kind: 'continued', done: 1, left: 2 },
    ]);
    (await openedJournal(output, start)).close();
    expect(readJournal(journal)).toMatchObject({ damagedLines: 0, tornBytes: 0 });
    expect(readFileSync(path.join(output.journals, '1.ndjson'), 'utf8')).toBe(damaged);
  });

  it('keeps the outcomes of all other inputs if the record of one input is damaged', async () => {
    const { folder, journal, text } = await ended();
    writeFileSync(journal, text.replace('"file":"a.out"', '"file":"b.out"'));
    const again = await prepare(folder);
    expect(kinds(again)).toEqual([null, 'succeeded', null]);
    expect(again.start).toMatchObject({ continued: null, movedAside: null });
  });

  it.each([
    ['header', (text: string) => text.replace('"inputs":3', '"inputs":7')],
    ['first byte', (text: string) => `[${text.slice(1)}`],
    ['text', () => 'not a journal at all'],
  ])('is moved aside with everything else if its %s is damaged', async (_, change) => {
    const { folder, journal, text } = await ended();
    const damaged = change(text);
    writeFileSync(journal, damaged);
    const again = await prepare(folder);
    expect(kinds(again)).toEqual([null, null, null]);
    const problem = expect.stringContaining(journal);
    expect(again.start.remarks).toMatchObject([{ kind: 'unusable', problem }]);
    expect(again.start.movedAside).toBe(path.join(again.output.root, 'earlier-1'));
    expect(readFileSync(path.join(again.output.root, 'earlier-1', 'journal.ndjson'), 'utf8')).toBe(damaged);
  });
});
