import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readJournal } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import {
  batchOf,
  FAILED,
  LONG_TABLE,
  prepare,
  SERIES_TABLE,
  settleAll,
  writeInput,
} from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { storedResult } from '../worker/results/stored-result.ts';

const ONE_MAX = { name: 'one', layout: 'wide', columns: [{ variable: 'A', statistics: ['max'] }] };
const ONE_MEAN = { name: 'one', layout: 'wide', columns: [{ variable: 'A', statistics: ['mean'] }] };
const TWO = { name: 'two', layout: 'wide', columns: [{ variable: 'A' }, { variable: 'B' }] };

/** A folder of three inputs in which a batch with these tables has ended; the third input failed. */
async function ended(
  tables: readonly Readonly<Record<string, unknown>>[] = [ONE_MAX],
): Promise<{ folder: string; first: PreparedBatch }> {
  const folder = temporaryFolder();
  for (const name of ['a.out', 'b.out', 'c.out']) writeInput(folder, name);
  const first = await prepare(folder, batchOf(tables));
  await settleAll(first, { 2: FAILED });
  first[Symbol.dispose]();
  return { folder, first };
}

const kinds = ({ start }: PreparedBatch): (string | null)[] =>
  start.settled.outcomes.map((outcome) => outcome?.kind ?? null);

/** Where the result files of an earlier batch are now. */
const moved = (folder: string, aside: string, file: string): string =>
  path.join(folder, 'out', aside, path.relative(path.join(folder, 'out'), file));

describe('a batch in the folder of another one', () => {
  it('reuses results without opening the inputs if only statistics differ', async () => {
    const { folder } = await ended();
    const second = await prepare(folder, batchOf([ONE_MEAN]));
    expect(kinds(second)).toEqual(['succeeded', 'succeeded', null]);
    expect(second.start.remarks).toEqual([
      { kind: 'taken-over', folder: path.join(folder, 'out', 'earlier-1'), whole: 2, parts: 0, unchecked: 0 },
    ]);
    const [outcome] = second.start.settled.outcomes;
    expect(outcome).toMatchObject({ kind: 'succeeded', result: second.output.resultName(0, 0) });
    expect(storedResult({ file: second.output.result(0, 0), offset: null }, null)).toMatchObject({
      ok: true,
      result: { keys: [{}] },
    });
  });

  it('reads only what is missing if a column is new', async () => {
    const { folder, first } = await ended();
    const second = await prepare(folder, batchOf([TWO]));
    expect(kinds(second)).toEqual([null, null, null]);
    expect([...second.start.cached.keys()]).toEqual([0, 1]);
    expect(second.start.cached.get(0)?.result.file).toBe(
      moved(folder, 'earlier-1', first.output.result(0, 1)),
    );
  });

  it('places the time series of an earlier batch with its results', async () => {
    const { folder } = await ended([SERIES_TABLE]);
    const second = await prepare(folder, { ...batchOf([SERIES_TABLE]), batch: 'renamed' });
    expect(kinds(second)).toEqual(['succeeded', 'succeeded', null]);
    const samples = second.output.result(0, 0).replace(/\.json$/, '.0.csv');
    expect(readFileSync(samples, 'utf8')).toContain('A');
  });

  it('reuses nothing for an input that has changed, or whose result is gone or damaged', async () => {
    const { folder, first } = await ended();
    writeInput(folder, 'a.out', { samples: 5 });
    writeFileSync(first.output.result(1, 1), '{"not": "a result"}');
    const second = await prepare(folder, batchOf([ONE_MEAN]));
    expect(kinds(second)).toEqual([null, null, null]);
    expect(second.start.remarks).toEqual([]);
  });

  it('skips an earlier batch whose journal cannot be read, and uses the one before it', async () => {
    const { folder } = await ended();
    const second = await prepare(folder, batchOf([TWO]));
    await settleAll(second, { 0: FAILED, 1: FAILED, 2: FAILED });
    second[Symbol.dispose]();
    const journal = second.output.journal;
    const lines = readFileSync(journal, 'utf8').split('\n');
    writeFileSync(journal, [lines[0], 'damaged', ...lines.slice(2)].join('\n'));
    const third = await prepare(folder, batchOf([ONE_MEAN]));
    expect(third.start.movedAside).toBe(path.join(folder, 'out', 'earlier-2'));
    expect(kinds(third)).toEqual(['succeeded', 'succeeded', null]);
  });

  it('never follows a plan that names a folder outside of the output folder', async () => {
    const { folder } = await ended();
    const outside = temporaryFolder();
    const second = await prepare(folder, batchOf([LONG_TABLE]));
    await settleAll(second, { 0: FAILED, 1: FAILED, 2: FAILED });
    second[Symbol.dispose]();
    const plan = path.join(folder, 'out', '.ballast', 'plan.json');
    const text = JSON.parse(readFileSync(plan, 'utf8')) as { origin: { earlier: string } };
    text.origin.earlier = path.relative(path.join(folder, 'out'), outside);
    writeFileSync(plan, JSON.stringify(text));
    rmSync(path.join(folder, 'out', 'earlier-1'), { recursive: true });
    const third = await prepare(folder, batchOf([ONE_MEAN]));
    expect(kinds(third)).toEqual([null, null, null]);
    expect(existsSync(outside)).toBe(true);
  });

  it('with --verify reuses only results whose inputs were hashed and have the same content', async () => {
    const folder = temporaryFolder();
    for (const name of ['a.out', 'b.out']) writeInput(folder, name);
    const first = await prepare(folder, batchOf([ONE_MAX]), { verify: true });
    await settleAll(first);
    first[Symbol.dispose]();
    const second = await prepare(folder, batchOf([ONE_MEAN]), { verify: true });
    expect(kinds(second)).toEqual(['succeeded', 'succeeded']);
    await settleAll(second);
    second[Symbol.dispose]();
    const unhashed = await ended();
    const third = await prepare(unhashed.folder, batchOf([ONE_MEAN]), { verify: true });
    expect(kinds(third)).toEqual([null, null, null]);
  });

  it('reuses results of journals without checksums, counts them, and gives them checksums', async () => {
    const { folder, first } = await ended([ONE_MAX, SERIES_TABLE]);
    const { header, records } = readJournal(first.output.journal);
    const lines = [{ ...header, version: 2, planHash: undefined }, ...records].map((record) => {
      const { check: _, ...rest } = record as { check?: string };
      return `${JSON.stringify(rest, (key, value: unknown) => (key === 'files' ? undefined : value))}\n`;
    });
    writeFileSync(first.output.journal, lines.join(''));
    const second = await prepare(folder, batchOf([ONE_MAX, SERIES_TABLE]));
    expect(kinds(second)).toEqual(['succeeded', 'succeeded', null]);
    expect(second.start.remarks).toMatchObject([{ kind: 'taken-over', whole: 2, parts: 0, unchecked: 2 }]);
    const [outcome] = second.start.settled.outcomes;
    const files = outcome?.kind === 'succeeded' ? (outcome.files ?? []) : [];
    expect(files.map(({ name }) => name)).toEqual([
      second.output.resultName(0, 0),
      second.output.resultName(0, 0).replace('.json', '.1.csv'),
    ]);
  });
});
