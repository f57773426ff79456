import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAILED, prepare, publishAll, settleAll, writeInput } from '../../../test/small-batch.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { storedResult, writeResult } from '../../worker/results/stored-result.ts';
import { posix, type TableInput, tableInputs } from './table-input.ts';
import { TableResults } from './table-results.ts';

/** The same as a plain object, with something else in it. */
function changed(input: TableInput, change: Partial<TableInput>): TableInput {
  const { task, file, path: place, status, completeness, counts, caseValues, result, source } = input;
  return { task, file, path: place, status, completeness, counts, caseValues, result, source, ...change };
}

/** As a journal before version 3 describes it. */
function withoutDigests(input: TableInput): TableInput {
  const { result } = input;
  return result?.ok === true
    ? changed(input, { result: { ok: true, known: { ...result.known, files: null } } })
    : input;
}

describe('the results behind tables', () => {
  it('belong to each input in input order, and are null for an input that failed', async () => {
    const folder = temporaryFolder();
    for (const name of ['b.out', 'a.out', 'deep/c.out']) writeInput(folder, name);
    const prepared = await prepare(folder);
    await settleAll(prepared, { 1: FAILED });
    const { figures } = await publishAll(prepared);
    const inputs = tableInputs(figures, prepared);
    const found = inputs.map(({ file, status, result }) => [
      file,
      status,
      result?.ok === true ? result.known.file : null,
    ]);
    expect(found).toEqual([
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
    const { figures } = await publishAll(prepared);
    for (const task of [0, 1]) {
      const file = prepared.output.result(task, 1);
      const stored = storedResult({ file, offset: null }, null);
      if (!stored.ok) throw new Error(stored.reason);
      const { source, ...result } = stored.result;
      const facts = { ...result.facts, counters: { calls: 2 + task }, licence: `licence ${task}` };
      await writeResult(file, { ...result, facts }, source);
    }
    const inputs = tableInputs(figures, prepared).map(withoutDigests);
    const results = new TableResults();
    const [first] = inputs;
    if (first !== undefined) for (let i = 0; i < 3; i += 1) results.read(first);
    expect(results.licences()).toEqual(['licence 0']);
    results.readRest(inputs);
    expect(results.counters()).toEqual({ calls: 5 });
    expect(results.licences()).toEqual(['licence 0', 'licence 1']);
  });

  it('count as damaged if they are not what was written, or of another state of the input', async () => {
    const folder = temporaryFolder();
    for (const name of ['a.out', 'b.out', 'c.out', 'd.out']) writeInput(folder, name);
    const prepared = await prepare(folder);
    await settleAll(prepared);
    const { figures } = await publishAll(prepared);
    const [a, b, c, d] = tableInputs(figures, prepared);
    if (a === undefined || b === undefined || c === undefined || d === undefined)
      throw new Error('no inputs');
    const size = statSync(prepared.output.result(0, 1)).size;
    appendFileSync(prepared.output.result(0, 1), ' ');
    const file = prepared.output.result(1, 1);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"max"', '"mix"'));
    const [input] = prepared.inputs;
    const source = input === undefined ? null : { ...input, modified: 5 };
    const results = new TableResults();
    for (const one of [a, b, changed(c, { source }), d]) results.read(one);
    expect(results.damaged().map(({ file: name, reason }) => [name, reason])).toEqual([
      ['a.out', `expected ${size} bytes, found ${size + 1}`],
      ['b.out', expect.stringMatching(/^expected SHA-256 [0-9a-f]{12}…, found [0-9a-f]{12}…$/)],
      ['c.out', 'it is of another state of the file'],
    ]);
  });
});
