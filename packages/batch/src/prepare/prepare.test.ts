import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseBatch } from '@ballast/config';
import { describe, expect, it } from 'vitest';
import { batchOf, PLAIN, prepare, publishAll, settleAll, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { checkBatch } from './check-batch.ts';
import { prepareBatch } from './prepare.ts';

function oneInput(): string {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  return folder;
}

describe('preparing a batch', () => {
  it('makes the output folder, locks it, and writes the effective batch with absolute paths', async () => {
    const folder = oneInput();
    const { output, header, start } = await prepare(folder);
    expect(existsSync(output.lock)).toBe(true);
    const text = readFileSync(output.effectiveBatch, 'utf8');
    const parsed = parseBatch({ text, source: 'effective', overrides: [] });
    if (!parsed.ok) throw new Error('the effective batch is not valid');
    expect(parsed.batch.inputs.directory).toBe(path.join(folder, 'sims'));
    expect(parsed.batch.output).toBe(output.root);
    expect(header).toMatchObject({ batch: 'small', inputs: 1, pid: process.pid });
    expect(start).toMatchObject({ nothingToDo: false, movedAside: null, remarks: [] });
  });

  it('refuses a second writer, also in the same process, until the folder is released', async () => {
    const folder = oneInput();
    const first = await prepare(folder);
    await expect(prepare(folder)).rejects.toMatchObject({ code: 'OUTPUT_IN_USE' });
    first[Symbol.dispose]();
    expect((await prepare(folder)).warnings).toEqual([]);
  });

  it.each([
    ['there are no inputs', { inputs: { directory: 'sims', include: ['*.none'] } }, 'NO_INPUTS'],
    ['the input folder is missing', { inputs: { directory: 'nowhere' } }, 'INPUT_FOLDER_MISSING'],
    [
      'a pattern leaves the folder',
      { inputs: { directory: 'sims', include: ['../*'] } },
      'PATTERN_LEAVES_FOLDER',
    ],
  ])('writes nothing if %s', async (_, change, code) => {
    const folder = oneInput();
    await expect(prepare(folder, { ...batchOf(), ...change })).rejects.toMatchObject({ code });
    expect(readdirSync(folder)).toEqual(['sims']);
  });

  it('releases the folder if it holds something that Ballast did not write', async () => {
    const folder = oneInput();
    mkdirSync(path.join(folder, 'out'));
    writeFileSync(path.join(folder, 'out', 'report.json'), 'of the user');
    await expect(prepare(folder)).rejects.toMatchObject({ code: 'OUTPUT_NOT_OURS' });
    expect(readdirSync(path.join(folder, 'out'))).toEqual(['report.json']);
  });

  it('reports a file in the place of the output folder as a fault', async () => {
    const folder = oneInput();
    writeFileSync(path.join(folder, 'out'), '');
    await expect(prepare(folder)).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      hint: expect.stringContaining('--out'),
    });
  });

  it('has nothing to do after the batch was published, unless it starts over', async () => {
    const folder = oneInput();
    const first = await prepare(folder);
    await settleAll(first);
    await publishAll(first);
    first[Symbol.dispose]();
    const again = await prepare(folder);
    expect(again.start.nothingToDo).toBe(true);
    expect(again.header.startedAt).toBe(first.header.startedAt);
    again[Symbol.dispose]();
    const fresh = await prepare(folder, batchOf(), { fresh: true });
    expect(fresh.start).toMatchObject({
      nothingToDo: false,
      movedAside: path.join(folder, 'out', 'earlier-1'),
    });
  });

  it('uses the inputs that a configuration has found instead of the patterns', async () => {
    const folder = oneInput();
    writeInput(folder, 'b.out');
    const { inputs } = await prepare(folder);
    const checked = checkBatch(batchOf(), { base: folder, output: path.join(folder, 'other') });
    const found = { ...checked, inputs: inputs.slice(1) };
    using prepared = await prepareBatch(found, PLAIN);
    expect(prepared.inputs.map(({ file }) => file)).toEqual(['b.out']);
  });
});
