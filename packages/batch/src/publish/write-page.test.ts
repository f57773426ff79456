import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readJournal, replayJournal } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import {
  batchOf,
  editJournal,
  LONG_TABLE,
  prepare,
  publishAll,
  settleAll,
  writeInput,
} from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { verifyBatch } from '../verify/verify-batch.ts';
import { publishOutputs } from './publish.ts';
import { remakePage } from './remake-page.ts';

/** A batch of two files that are read, ready to be published. */
async function settled(page = true, folder = temporaryFolder()): Promise<PreparedBatch> {
  writeInput(folder, 'a.out');
  writeInput(folder, 'b&lt;i&gt;.out');
  const prepared = await prepare(folder, batchOf([LONG_TABLE]), { page });
  await settleAll(prepared);
  return prepared;
}

const names = ({ output }: PreparedBatch): (string | undefined)[] =>
  (replayJournal(readJournal(output.journal)).publishedFiles ?? []).map(({ name }) => name);

describe('the page of a batch', () => {
  it('is published with its digest, and is what the journal says', async () => {
    const prepared = await settled();
    const { places } = await publishAll(prepared);
    expect(places.page).toBe(prepared.output.page);
    expect(names(prepared)).toEqual(['tables/all.csv', 'report.json', 'report.html']);
    const html = readFileSync(prepared.output.page, 'utf8');
    expect(html).toContain('All 2 files succeeded.');
    expect(html).not.toContain('b&lt;i&gt;');
    expect((await verifyBatch(prepared.output.root)).differences).toEqual([]);
    rmSync(prepared.output.page);
    expect((await verifyBatch(prepared.output.root)).differences).toHaveLength(1);
  });

  it('is not written if it is not wanted, and one of an earlier run is removed', async () => {
    const prepared = await settled();
    await publishAll(prepared);
    const { places } = await publishAll({ ...prepared, page: false });
    expect([places.page, existsSync(prepared.output.page)]).toEqual([null, false]);
    expect(names(prepared)).toEqual(['tables/all.csv', 'report.json']);
  });

  it('costs only a warning if it cannot be written', async () => {
    const prepared = await settled();
    mkdirSync(path.join(prepared.output.page, 'in-the-way'), { recursive: true });
    const made = await publishOutputs(prepared);
    expect(made).toMatchObject({ ok: true, warnings: [expect.stringContaining('could not be written')] });
    expect(names(prepared)).toEqual(['tables/all.csv', 'report.json']);
  });

  it('is made again from the journal, which then has its digest', async () => {
    const prepared = await settled();
    await publishAll(prepared);
    const { root, page } = prepared.output;
    const before = readFileSync(page, 'utf8');
    rmSync(page);
    prepared[Symbol.dispose]();
    const made = await remakePage(root);
    expect(made.file).toBe(page);
    expect(made.figures.headline.sentence).toBe('All 2 files succeeded.');
    expect(readFileSync(page, 'utf8')).toBe(before);
    const verified = await verifyBatch(root);
    expect([verified.differences, verified.outputs]).toEqual([[], 3]);
  });

  it('is made elsewhere while the folder is in use, of a journal that breaks off', async () => {
    const prepared = await settled();
    const { root, journal } = prepared.output;
    editJournal(journal, (record) => record.replace('"type":"ended"', '"type":"of-later"'));
    await expect(remakePage(root)).rejects.toMatchObject({ code: 'OUTPUT_IN_USE' });
    const file = path.join(temporaryFolder(), 'elsewhere.html');
    const { figures } = await remakePage(root, { out: file });
    // This very process holds the batch.
    expect(figures.headline.tone).toBe('running');
    expect(readFileSync(file, 'utf8')).toContain('2 of 2 files have ended so far');
  });

  it('shows results and the batch that was moved aside for this one', async () => {
    const folder = temporaryFolder();
    const before = await settled(true, folder);
    await publishAll(before);
    before[Symbol.dispose]();
    const prepared = await prepare(folder, { ...batchOf([LONG_TABLE]), notes: 'Second.' }, { page: true });
    await settleAll(prepared);
    await publishAll(prepared);
    const { root, page } = prepared.output;
    const html = readFileSync(page, 'utf8');
    for (const words of ['2 channels of 2 files', 'Second.', 'Compared with small of', 'out/earlier-1'])
      expect(html).toContain(words);
    prepared[Symbol.dispose]();
    const { figures } = await remakePage(root);
    expect(figures.results?.channels.map(({ name, unit, max }) => [name, unit, max])).toEqual([
      ['A', 'm', 2],
      ['B', 'm', 2],
    ]);
    expect(figures.baseline?.results).toEqual([]);
    expect(readFileSync(page, 'utf8')).toBe(html);
  });

  it('is written without what cannot be shown, and says so', async () => {
    const folder = temporaryFolder();
    const other = path.join(folder, 'other');
    mkdirSync(other);
    writeFileSync(path.join(other, 'journal.ndjson'), 'not a journal');
    const logo = path.join(folder, 'gone.png');
    const prepared = await settled(true, folder);
    const damaged = { ...prepared, baseline: { named: other, last: null } };
    const effective = readFileSync(prepared.output.effectiveBatch, 'utf8');
    writeFileSync(prepared.output.effectiveBatch, `${effective}logo: ${JSON.stringify(logo)}\n`);
    const made = await publishOutputs(damaged);
    expect(made).toMatchObject({
      ok: true,
      warnings: [
        expect.stringContaining('the page has no logo'),
        expect.stringContaining('the page does not show how it compares with an earlier batch'),
      ],
    });
    expect(names(prepared)).toEqual(['tables/all.csv', 'report.json', 'report.html']);
  });

  it('needs a journal', async () => {
    await expect(remakePage(temporaryFolder())).rejects.toMatchObject({ code: 'REPORT_NO_JOURNAL' });
  });
});
