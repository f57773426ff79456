import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  batchOf,
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
import type { PreparedBatch } from '../prepare/prepare.ts';
import { readCached } from '../worker/extract-input.ts';
import { readKnown } from '../worker/results/known-result.ts';

const WIDE = { name: 'wide', layout: 'wide', columns: [{ variable: 'A', statistics: ['max'] }] };
const TWO = { name: 'two', layout: 'wide', columns: [{ variable: 'A' }, { variable: 'B' }] };

async function published(
  tables = [LONG_TABLE, SERIES_TABLE],
): Promise<{ folder: string; output: OutputFolder }> {
  const folder = temporaryFolder();
  for (const name of ['a.out', 'b.out']) writeInput(folder, name);
  const prepared = await prepare(folder, batchOf(tables));
  await settleAll(prepared);
  await publishAll(prepared);
  prepared[Symbol.dispose]();
  return { folder, output: prepared.output };
}

const again = (folder: string, tables = [LONG_TABLE, SERIES_TABLE]): Promise<PreparedBatch> =>
  prepare(folder, batchOf(tables));

describe('a file of a finished batch that is not what was written', () => {
  it.each<[string, 'plan' | 'effectiveBatch', (file: string) => void]>([
    ['.ballast/plan.json', 'plan', (file) => flipBit(file, 30)],
    ['.ballast/plan.json', 'plan', (file) => rmSync(file)],
    ['batch.effective.yml', 'effectiveBatch', (file) => flipBit(file, 9)],
    ['batch.effective.yml', 'effectiveBatch', (file) => rmSync(file)],
  ])('is made again, byte for byte, and nothing else is: %s', async (name, which, damage) => {
    const { folder, output } = await published();
    const before = readFileSync(output[which]);
    damage(output[which]);
    const { start } = await again(folder);
    expect(start).toMatchObject({
      nothingToDo: true,
      remarks: [{ kind: 'made-again', name: path.normalize(name) }],
    });
    expect(readFileSync(output[which]).equals(before)).toBe(true);
  });

  it('is made again if it is a table: the batch has something to do, but reads nothing', async () => {
    const { folder, output } = await published();
    flipBit(output.table('all.csv'), 3);
    const { start } = await again(folder);
    expect(start.nothingToDo).toBe(false);
    expect(start.settled.outcomes.every((outcome) => outcome?.kind === 'succeeded')).toBe(true);
    expect(start.remarks[0]).toMatchObject({
      kind: 'outputs-changed',
      outputs: [{ name: 'tables/all.csv' }],
    });
  });

  it('is noticed at once if it is a result that is shorter, and with repair if one bit is flipped', async () => {
    const { folder, output } = await published();
    flipBit(output.result(0, 1), 30);
    rmSync(output.result(1, 1).replace('.json', '.1.csv'));
    rmSync(output.report);
    const plain = await again(folder);
    expect(plain.start.remarks).toMatchObject([
      { kind: 'results-damaged', results: [{ file: 'b.out' }] },
      {},
    ]);
    expect(plain.start.opening).toContainEqual(
      expect.objectContaining({ type: 'unpublished', task: 1, file: output.resultName(1, 1) }),
    );
    plain[Symbol.dispose]();
    const repair = await prepare(folder, batchOf([LONG_TABLE, SERIES_TABLE]), { repair: true });
    expect(repair.start.remarks).toMatchObject([
      { kind: 'results-damaged', results: [{ file: 'a.out' }, { file: 'b.out' }] },
      { kind: 'outputs-changed' },
      {},
    ]);
  });
});

describe('a result of an earlier batch that is not what was written', () => {
  it('is not taken over', async () => {
    const { folder, output } = await published();
    flipBit(output.result(0, 1), 30);
    const { start } = await again(folder, [WIDE]);
    expect(start.settled.outcomes.map((outcome) => outcome?.kind ?? null)).toEqual([null, 'succeeded']);
    const [, taken] = start.settled.outcomes;
    const files = taken?.kind === 'succeeded' ? (taken.files ?? []) : [];
    expect(files).toHaveLength(1);
  });

  it('is not completed by a worker', async () => {
    const { folder } = await published([WIDE]);
    const { start } = await again(folder, [TWO]);
    const cached = start.cached.get(0);
    const stored = cached === undefined ? null : readKnown(cached.result);
    if (cached === undefined || stored?.ok !== true) throw new Error('nothing is cached');
    const { source } = stored.result;
    expect(readCached(cached, source)).not.toBeNull();
    expect(readCached({ ...cached, plan: { ...cached.plan, hash: '0'.repeat(64) } }, source)).toBeNull();
    flipBit(cached.result.file, 30);
    expect(readCached(cached, source)).toBeNull();
  });

  it('does not count if nothing shows which plan it was made with', async () => {
    const { folder, output } = await published();
    flipBit(output.plan, 30);
    const { start } = await again(folder, [WIDE]);
    expect(start.settled.outcomes).toEqual([undefined, undefined]);
    expect(start.remarks[0]).toMatchObject({ kind: 'unusable' });
  });
});
