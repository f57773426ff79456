import { readFileSync, writeFileSync } from 'node:fs';
import { machineId } from '@ballast/profiler';
import { bytes } from '@ballast/resource-model';
import { startModels } from '@ballast/scheduler';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withOtherFields } from '../../test/other-field.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadModels, saveModels } from './batch-history.ts';
import { describeRecord } from './describe.ts';
import { readHistory } from './history-file.ts';
import { historyFile } from './history-folder.ts';

const KEY = { readerKey: 'openfast 1', planKey: 'p' };

describe('a usage history with any values in its fields', () => {
  it('is used, or ignored with a warning, and can be written again', async () => {
    const folder = temporaryFolder();
    const models = startModels({ overhead: bytes(10), gamma: 1 });
    const makespan = { startedAt: '2031-05-06T07:08:09.000Z', seconds: 1, inputs: 2, bytes: 3 };
    expect(await saveModels({ ...KEY, models, makespan }, folder)).toBeNull();
    const file = historyFile(folder);
    const whole = JSON.parse(readFileSync(file, 'utf8')) as object;
    await fc.assert(
      fc.asyncProperty(withOtherFields(whole), async (changed) => {
        writeFileSync(file, JSON.stringify(changed));
        const { history } = await readHistory(folder);
        for (const record of history.records) describeRecord(record, machineId());
        const loaded = await loadModels(KEY, folder);
        const next = { ...KEY, models: loaded.models ?? models, makespan };
        const saved = await saveModels(next, folder);
        if (saved === null) expect((await loadModels(KEY, folder)).models).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
