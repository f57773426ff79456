import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { milliseconds } from '@ballast/resource-model';
import { type JournalRecord, readJournal } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { openedJournal, prepare, settleAll, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';

const WARNING: JournalRecord = { type: 'warning', at: milliseconds(1), task: null, code: 'W', message: 'w' };

async function prepared(): Promise<PreparedBatch> {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  return prepare(folder);
}

function types({ output }: PreparedBatch): string[] {
  return readJournal(output.journal).records.map(({ type }) => type);
}

describe('the journal of a batch that begins', () => {
  it('has its opening records before anything is appended', async () => {
    const batch = await prepared();
    const journal = await openedJournal(batch.output, batch.start);
    expect(types(batch)).toEqual(['input']);
    journal.append([WARNING]);
    await journal.sync();
    journal.close();
    expect(types(batch)).toEqual(['input', 'warning']);
    expect(readdirSync(path.dirname(batch.output.plan)).sort()).toEqual(['plan.json', 'results']);
  });

  it('is continued, not replaced, if the batch is resumed', async () => {
    const batch = await prepared();
    (await openedJournal(batch.output, batch.start)).close();
    batch[Symbol.dispose]();
    const before = readFileSync(batch.output.journal);
    const again = await prepare(path.dirname(batch.output.root));
    (await openedJournal(again.output, again.start)).close();
    expect(readFileSync(again.output.journal).subarray(0, before.length).equals(before)).toBe(true);
    expect(types(again)).toEqual(['input', 'resumed']);
    expect(existsSync(again.output.journals)).toBe(false);
  });

  it('replaces a journal of other inputs, which is archived whole', async () => {
    const batch = await prepared();
    await settleAll(batch);
    batch[Symbol.dispose]();
    const folder = path.dirname(batch.output.root);
    for (const name of ['b.out', 'c.out']) {
      writeInput(folder, name);
      const before = readFileSync(batch.output.journal);
      const again = await prepare(folder);
      (await openedJournal(again.output, again.start)).close();
      const archived = readdirSync(again.output.journals).sort().at(-1) ?? '';
      expect(readFileSync(path.join(again.output.journals, archived)).equals(before)).toBe(true);
      again[Symbol.dispose]();
    }
    expect(readdirSync(batch.output.journals).sort()).toEqual(['1.ndjson', '2.ndjson']);
  });

  it('is a fault, and leaves nothing behind, if it cannot be made', async () => {
    const batch = await prepared();
    mkdirSync(batch.output.journal);
    await expect(openedJournal(batch.output, batch.start)).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      hint: expect.stringContaining('--out'),
    });
    expect(readdirSync(path.dirname(batch.output.plan)).sort()).toEqual(['journals', 'plan.json', 'results']);
    expect(readdirSync(batch.output.journals)).toEqual([]);
  });

  it('is a fault if its folder is gone', async () => {
    const batch = await prepared();
    rmSync(path.dirname(batch.output.plan), { recursive: true });
    await expect(openedJournal(batch.output, batch.start)).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
    });
    expect(existsSync(batch.output.journal)).toBe(false);
  });

  it('cannot be synced without the folder of the results, and the fault says so', async () => {
    const batch = await prepared();
    const journal = await openedJournal(batch.output, batch.start);
    rmSync(batch.output.results, { recursive: true });
    await expect(journal.sync()).rejects.toMatchObject({
      code: 'OUTPUT_DISTURBED',
      message: expect.stringContaining(batch.output.results),
    });
    journal.close();
  });

  it('accepts nothing once another process has taken over the folder', async () => {
    const batch = await prepared();
    const journal = await openedJournal(batch.output, batch.start, () => {
      throw new Error('taken over');
    });
    expect(() => journal.append([WARNING])).toThrow('taken over');
    expect(() => journal.recover()).toThrow('taken over');
    journal.close();
    expect(types(batch)).toEqual(['input']);
  });
});
