import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readJournal, replayJournal } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { batchOf, flipBit, LONG_TABLE, prepare, settleAll, writeInput } from '../../../test/small-batch.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import { beginPublishing, publishOutputs } from '../publish.ts';

const FILES = ['a.out', 'b.out', 'c.out', 'd.out'];
const STYLED = {
  ...LONG_TABLE,
  name: 'styled',
  style: {
    leading: [
      { fact: 'status', header: 'state' },
      { fact: 'stem', header: 'case' },
      { fact: 'file', header: 'file' },
    ],
    decimals: 1,
  },
};

async function settled({ appended = false } = {}): Promise<PreparedBatch> {
  const folder = temporaryFolder();
  for (const [i, name] of FILES.entries()) writeInput(folder, name, { from: 10 * i });
  writeInput(folder, '=cmd,x.out');
  const prepared = await prepare(folder, {
    ...batchOf([LONG_TABLE, STYLED]),
    csv: { delimiter: ';', decimal: ',' },
  });
  await settleAll(prepared, {}, { appended });
  return prepared;
}

/** Lets what was settled so far be read. */
const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setImmediate(resolve));
};

const tablesOf = ({ output }: PreparedBatch): string[] =>
  readdirSync(output.tables)
    .toSorted()
    .map((name) => `${name}\n${readFileSync(output.table(name), 'utf8')}`);

describe('results that are read while a batch runs', () => {
  it.each([[[0, 1, 2, 3, 4]], [[4, 2, 0, 1]], [[1, 3]], [[0]]])(
    'give the same tables whichever of them settled before the end: %j',
    async (before) => {
      const prepared = await settled();
      await publishOutputs(prepared);
      const expected = tablesOf(prepared);
      const { outcomes } = replayJournal(readJournal(prepared.output.journal));
      using begun = await beginPublishing(prepared);
      for (const task of before) {
        const outcome = outcomes[task];
        if (outcome !== undefined) begun.settled(task, outcome);
        await turns();
      }
      const made = await publishOutputs(prepared, begun);
      expect(made.ok).toBe(true);
      expect(tablesOf(prepared)).toEqual(expected);
      expect(expected.join()).toContain("succeeded;'=cmd,x;");
    },
  );

  it.each([false, true])(
    'give the same tables if workers have made the rows, read ahead: %s',
    async (isAhead) => {
      const without = await settled();
      await publishOutputs(without);
      const prepared = await settled({ appended: true });
      const { outcomes } = replayJournal(readJournal(prepared.output.journal));
      using begun = isAhead ? await beginPublishing(prepared) : null;
      for (const [task, outcome] of outcomes.entries())
        if (outcome !== undefined) begun?.settled(task, outcome);
      await turns();
      expect(await publishOutputs(prepared, begun)).toMatchObject({ ok: true });
      expect(tablesOf(prepared)).toEqual(tablesOf(without));
    },
  );

  it('are not used for tables if an input is judged otherwise when all are compared', async () => {
    const folder = temporaryFolder();
    for (const seed of [1, 2, 3, 4, 5])
      writeInput(folder, `run_s${seed}.out`, { samples: seed === 4 ? 3 : 9 });
    const prepared = await prepare(folder, batchOf([LONG_TABLE]));
    await settleAll(prepared, {}, { appended: true });
    const { outcomes } = replayJournal(readJournal(prepared.output.journal));
    using begun = await beginPublishing(prepared);
    for (const [task, outcome] of outcomes.entries()) if (outcome !== undefined) begun.settled(task, outcome);
    await turns();
    await publishOutputs(prepared, begun);
    const [table = ''] = tablesOf(prepared);
    expect(table.match(/run_s4\.out,\w+/g)).toEqual(['run_s4.out,partial', 'run_s4.out,partial']);
    expect(table.match(/succeeded/g)).toHaveLength(8);
    expect(readdirSync(prepared.output.tables)).toEqual(['all.csv']);
  });

  it('are all read again if tables could not be written meanwhile', async () => {
    const prepared = await settled({ appended: true });
    const { output } = prepared;
    const { outcomes } = replayJournal(readJournal(output.journal));
    await publishOutputs(prepared);
    const expected = tablesOf(prepared);
    using begun = await beginPublishing(prepared);
    rmSync(output.tables, { recursive: true });
    for (const [task, outcome] of outcomes.entries()) if (outcome !== undefined) begun.settled(task, outcome);
    await turns();
    mkdirSync(output.tables);
    expect(await publishOutputs(prepared, begun)).toMatchObject({ ok: true });
    expect(tablesOf(prepared)).toEqual(expected);
  });

  it('do not count if they are damaged afterwards', async () => {
    const prepared = await settled();
    const { outcomes } = replayJournal(readJournal(prepared.output.journal));
    using begun = await beginPublishing(prepared);
    for (const [task, outcome] of outcomes.entries()) if (outcome !== undefined) begun.settled(task, outcome);
    await turns();
    flipBit(prepared.output.result(1, 1), 30);
    expect(await publishOutputs(prepared, begun)).toMatchObject({ ok: false, damaged: [{ task: 1 }] });
  });
});
