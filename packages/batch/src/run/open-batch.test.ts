import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { batchOf, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { historyFile } from '../learned/history-folder.ts';
import { checkBatch } from '../prepare/check-batch.ts';
import { openBatch, openCheckedBatch } from './open-batch.ts';

function oneInput(): string {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  return folder;
}

describe('an open batch', () => {
  it('shows what it will do before it runs', async () => {
    await using batch = await openBatch(batchOf(), { base: oneInput(), history: false });
    expect(batch.inputs.map(({ file }) => file)).toEqual(['a.out']);
    expect(batch).toMatchObject({ nothingToDo: false, remarks: [], movedAside: null, warnings: [] });
    expect(batch.batch.name).toBe('small');
  });

  it('writes nothing if the batch is wrong', async () => {
    const folder = oneInput();
    const wrong = { ...batchOf(), tables: [] };
    await expect(openBatch(wrong, { base: folder })).rejects.toMatchObject({ code: 'BATCH_INVALID' });
    expect(readdirSync(folder)).toEqual(['sims']);
  });

  it('owns its output folder until it is disposed of', async () => {
    const folder = oneInput();
    const options = { base: folder, history: false };
    const batch = await openBatch(batchOf(), options);
    await expect(openBatch(batchOf(), options)).rejects.toMatchObject({ code: 'OUTPUT_IN_USE' });
    await batch[Symbol.asyncDispose]();
    await batch[Symbol.asyncDispose]();
    expect(existsSync(batch.output.lock)).toBe(false);
    await using again = await openBatch(batchOf(), options);
    expect(again.remarks).toEqual([]);
  });

  it('runs once, and not at all after it was disposed of', async () => {
    const folder = oneInput();
    const batch = await openBatch(batchOf(), { base: folder, history: false });
    await batch.run().ended;
    expect(() => batch.run()).toThrow('runs once');
    await batch[Symbol.asyncDispose]();
    const closed = await openBatch(batchOf(), { base: folder, history: false });
    await closed[Symbol.asyncDispose]();
    expect(() => closed.run()).toThrow('disposed of');
  });

  it('is cancelled when it is disposed of, and resumed when it is opened again', async () => {
    const folder = oneInput();
    for (let i = 0; i < 5; i += 1) writeInput(folder, `${i}.out`);
    const source = { ...batchOf(), resources: { workers: 1 } };
    let ended: Promise<unknown> = Promise.resolve();
    {
      await using batch = await openBatch(source, { base: folder, history: false });
      const run = batch.run();
      ended = run.ended;
      for await (const event of run) if (event.type === 'settled') break;
    }
    await expect(ended).resolves.toMatchObject({ reason: 'interrupted' });
    expect(existsSync(path.join(folder, 'out', '.ballast.lock'))).toBe(false);
    await using again = await openBatch(source, { base: folder, history: false });
    expect(again.remarks).toMatchObject([{ kind: 'resumed', files: 6 }]);
    const { reason, published } = await again.run().ended;
    expect([reason, published.figures.outcomes.succeeded]).toEqual(['all-succeeded', 6]);
  });

  it('keeps what it learned unless the caller declines, and warns if it cannot', async () => {
    const data = temporaryFolder();
    const before = process.env.BALLAST_DATA_HOME;
    process.env.BALLAST_DATA_HOME = data;
    try {
      for (const [history, kept] of [
        [false, false],
        [true, true],
      ] as const) {
        await using batch = await openBatch(batchOf(), { base: oneInput(), history });
        expect((await batch.run().ended).warnings).toEqual([]);
        expect(existsSync(historyFile(data))).toBe(kept);
      }
      process.env.BALLAST_DATA_HOME = path.join(historyFile(data), 'below-a-file');
      await using batch = await openBatch(batchOf(), { base: oneInput() });
      const { reason, warnings } = await batch.run().ended;
      expect(reason).toBe('all-succeeded');
      expect(warnings).toEqual([expect.stringContaining('cannot be written')]);
    } finally {
      if (before === undefined) delete process.env.BALLAST_DATA_HOME;
      else process.env.BALLAST_DATA_HOME = before;
    }
  });

  it('runs the step of its caller after publishing, and passes on its warnings', async () => {
    const checked = checkBatch(batchOf(), { base: oneInput() });
    const seen: string[] = [];
    const afterPublish = async ({ places }: { places: { report: string } }) => {
      seen.push(places.report);
      return ['look at this'];
    };
    await using batch = await openCheckedBatch({ ...checked, afterPublish }, { history: false });
    const { warnings } = await batch.run().ended;
    expect(warnings).toEqual(['look at this']);
    expect(seen).toEqual([batch.output.report]);
  });
});
