import { describe, expect, it } from 'vitest';
import { prepare, settleAll, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { type EarlierBatch, readEarlierBatch } from './earlier-batch.ts';
import {
  continuedRemark,
  journalRemarks,
  resumedRemark,
  takenOverRemarks,
  unusableRemarks,
} from './remark.ts';

async function earlierOf(...names: readonly string[]): Promise<EarlierBatch> {
  const folder = temporaryFolder();
  for (const name of names) writeInput(folder, name);
  const prepared = await prepare(folder);
  await settleAll(prepared);
  const earlier = readEarlierBatch(prepared.output);
  if (earlier === null) throw new Error('the batch left nothing that can be read');
  return earlier;
}

const input = (file: string) => ({ file, path: `/${file}`, size: 1, modified: 1, refused: null });

describe('a remark about how a batch begins', () => {
  it('names the interrupted batch, and counts its files', async () => {
    const earlier = await earlierOf('a.out', 'b.out');
    expect(resumedRemark(earlier, { done: 1, left: 1 })).toEqual({
      kind: 'resumed',
      folder: earlier.root,
      startedAt: earlier.header.startedAt,
      files: 2,
      done: 1,
      left: 1,
    });
  });

  it('counts the present files of a batch that is run again, and those that are gone', async () => {
    const earlier = await earlierOf('a.out', 'b.out', 'c.out');
    const inputs = [input('b.out'), input('new.out')];
    expect(continuedRemark(earlier, inputs, { done: 1, left: 1 })).toEqual({
      kind: 'continued',
      files: 2,
      done: 1,
      left: 1,
      gone: 2,
    });
  });

  it('exists only if something was taken over', () => {
    expect(takenOverRemarks('/out/earlier-1', { whole: 0, parts: 0, unchecked: 0 })).toEqual([]);
    expect(takenOverRemarks(null, { whole: 0, parts: 0, unchecked: 0 })).toEqual([]);
    expect(takenOverRemarks('/out/earlier-1', { whole: 0, parts: 2, unchecked: 0 })).toHaveLength(1);
  });

  it('exists only if the journal ends in a torn record or is damaged', async () => {
    const earlier = await earlierOf('a.out');
    const places = { journals: '/out/.ballast/journals' };
    expect(journalRemarks(earlier, places)).toEqual([]);
    const first = [{ line: 3, field: null, problem: 'it does not match its checksum' }];
    const journal = { ...earlier.journal, tornBytes: 7, damage: first, damagedLines: 2 };
    expect(journalRemarks({ journal }, places)).toEqual([
      { kind: 'torn', bytes: 7 },
      { kind: 'damaged', lines: 2, first, folder: places.journals },
    ]);
  });

  it('exists only for a reason why what was left cannot be used', () => {
    expect(unusableRemarks(null)).toEqual([]);
    expect(unusableRemarks('it is damaged')).toEqual([{ kind: 'unusable', problem: 'it is damaged' }]);
  });
});
