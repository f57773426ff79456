import { readdirSync, readFileSync } from 'node:fs';
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

async function settled(): Promise<PreparedBatch> {
  const folder = temporaryFolder();
  for (const [i, name] of FILES.entries()) writeInput(folder, name, { from: 10 * i });
  writeInput(folder, '=cmd,x.out');
  const prepared = await prepare(folder, {
    ...batchOf([LONG_TABLE, STYLED]),
    csv: { delimiter: ';', decimal: ',' },
  });
  await settleAll(prepared);
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
