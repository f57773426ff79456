import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Outcome } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { FAILED, prepare, settleAll, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { type Input, listInputs } from '../inputs/list.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { type EarlierBatch, readEarlierBatch } from './earlier-batch.ts';
import { isListedAs, stillValid, type Validity } from './still-valid.ts';

const CHANGED: Outcome = {
  kind: 'failed',
  retry: 'same-demand',
  fault: { code: 'INPUT_CHANGED', message: 'the file was written to while it was read' },
};

const MODIFIED = new Date(Date.UTC(2030, 0, 1));

interface Ended {
  readonly folder: string;
  readonly prepared: PreparedBatch;
  readonly earlier: EarlierBatch;
}

/** Inputs a, b, c, d; b failed for good, c for now. */
async function ended(verify = false): Promise<Ended> {
  const folder = temporaryFolder();
  for (const name of ['a.out', 'b.out', 'c.out', 'd.out']) writeInput(folder, name, { modified: MODIFIED });
  const prepared = await prepare(folder, undefined, { verify });
  await settleAll(prepared, { 1: FAILED, 2: CHANGED });
  const earlier = readEarlierBatch(prepared.output);
  if (earlier === null) throw new Error('the batch left nothing that can be read');
  return { folder, prepared, earlier };
}

function now(folder: string): readonly Input[] {
  const directory = path.join(folder, 'sims');
  return listInputs({ directory, include: ['*.out'], exclude: [], output: null });
}

async function kinds({ folder, earlier }: Ended, rules: Partial<Validity> = {}): Promise<(string | null)[]> {
  const { valid } = await stillValid(earlier, now(folder), { failures: false, verify: false, ...rules });
  return valid.map((one) => one?.outcome.kind ?? null);
}

describe('outcomes that are still valid', () => {
  it('are successes, and final failures if requested, but never transient ones', async () => {
    const batch = await ended();
    expect(await kinds(batch)).toEqual(['succeeded', null, null, 'succeeded']);
    expect(await kinds(batch, { failures: true })).toEqual(['succeeded', 'failed', null, 'succeeded']);
  });

  it('follow the name of an input, not its position', async () => {
    const batch = await ended();
    writeInput(batch.folder, '0.out');
    rmSync(path.join(batch.folder, 'sims', 'a.out'));
    expect(await kinds(batch)).toEqual([null, null, null, 'succeeded']);
  });

  it('end when the size or time of the input changes, and when its result is gone', async () => {
    const batch = await ended();
    writeInput(batch.folder, 'a.out', { samples: 9 });
    rmSync(batch.prepared.output.result(3, 1));
    expect(await kinds(batch)).toEqual([null, null, null, null]);
  });

  it('end if something other than a file has the name of the input', async () => {
    const { earlier, folder } = await ended();
    const inputs = now(folder).map((input) => ({ ...input, modified: null }));
    const listed = { ...earlier, replay: { ...earlier.replay, inputs: earlier.replay.inputs.map(gone) } };
    const { valid } = await stillValid(listed, inputs, { failures: true, verify: false });
    expect(valid).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('are compared by content if requested: same size and time are not enough', async () => {
    const batch = await ended(true);
    writeInput(batch.folder, 'a.out', { from: 1, modified: MODIFIED });
    expect(await kinds(batch)).toEqual(['succeeded', null, null, 'succeeded']);
    expect(await kinds(batch, { verify: true })).toEqual([null, null, null, 'succeeded']);
  });

  it('cannot be verified without a hash of the whole input, or with a damaged result', async () => {
    expect(await kinds(await ended(), { verify: true })).toEqual([null, null, null, null]);
    const hashed = await ended(true);
    writeFileSync(hashed.prepared.output.result(0, 1), '{');
    expect(await kinds(hashed, { verify: true })).toEqual([null, null, null, 'succeeded']);
  });
});

const gone = <Listed extends object>(input: Listed) => ({ ...input, modified: null });

describe('the same listing', () => {
  const listed = { type: 'input', task: 0, file: 'a.out', size: 5, modified: 7 } as const;
  const input = { file: 'a.out', path: '/a.out', size: 5, modified: 7, refused: null };

  it.each([
    [{}, true],
    [{ file: 'b.out' }, false],
    [{ size: 6 }, false],
    [{ modified: 8 }, false],
    [{ modified: null }, false],
  ])('with %j is %s', (change, same) => {
    expect(isListedAs(listed, { ...input, ...change })).toBe(same);
  });

  it('is never that of an input that was not listed', () => {
    expect(isListedAs(undefined, input)).toBe(false);
  });
});
