import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAILED, prepare, settleAll, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { readResult, writeResult } from '../worker/stored-result.ts';
import { publishOutputs } from './publish.ts';
import { posix, TableResults, tableInputs } from './table-results.ts';

describe('the results behind tables', () => {
  it('belong to each input in input order, and are null for an input that failed', async () => {
    const folder = temporaryFolder();
    for (const name of ['b.out', 'a.out', 'deep/c.out']) writeInput(folder, name);
    const prepared = await prepare(folder);
    await settleAll(prepared, { 1: FAILED });
    const { figures } = await publishOutputs(prepared);
    const inputs = tableInputs(figures, prepared);
    expect(inputs.map(({ file, status, result }) => [file, status, result])).toEqual([
      ['a.out', 'succeeded', prepared.output.result(0, 1)],
      ['b.out', 'wrong-format', null],
      ['deep/c.out', 'succeeded', prepared.output.result(2, 1)],
    ]);
    expect(inputs[2]?.path).toBe(posix(path.join(folder, 'sims', 'deep', 'c.out')));
  });

  it('add up the counters and licences of each result once, also of results not read before', async () => {
    const folder = temporaryFolder();
    for (const name of ['a.out', 'b.out']) writeInput(folder, name);
    const prepared = await prepare(folder);
    await settleAll(prepared);
    for (const task of [0, 1]) {
      const file = prepared.output.result(task, 1);
      const { source, ...result } = readResult(file);
      const facts = { ...result.facts, counters: { calls: 2 + task }, licence: `licence ${task}` };
      await writeResult(file, { ...result, facts }, source);
    }
    const { figures } = await publishOutputs(prepared);
    const inputs = tableInputs(figures, prepared);
    const results = new TableResults();
    const [first] = inputs;
    if (first !== undefined) for (let i = 0; i < 3; i += 1) results.read(first);
    expect(results.licences()).toEqual(['licence 0']);
    expect(results.counters(inputs)).toEqual({ calls: 5 });
    expect(results.licences()).toEqual(['licence 0', 'licence 1']);
  });
});
