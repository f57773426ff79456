import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endText, exitReason, explainJson, foldJournal, type Report } from '@ballast/reporting';
import { readJournal } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import {
  batchOf,
  prepare,
  publishAll,
  settleAll,
  writeBinary,
  writeInput,
} from '../../../test/small-batch.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import type { Published } from '../../prepare/published.ts';
import { tableRowsOf } from '../rows/rows.ts';

const COLUMNS = [{ variable: '*', statistics: ['max'] }];
const WIDE = { name: 'wide', layout: 'wide', columns: COLUMNS, style: { foot: ['mean'] } };

async function published(
  folder: string,
  source = batchOf([WIDE]),
): Promise<{ readonly prepared: PreparedBatch; readonly made: Published }> {
  const prepared = await prepare(folder, source);
  await settleAll(prepared);
  const made = await publishAll(prepared);
  prepared[Symbol.dispose]();
  return { prepared, made };
}

function statusesIn({ files }: Report): Record<string, string> {
  return Object.fromEntries(files.map(({ file, status }) => [file, status]));
}

function folderOf(samples: Readonly<Record<string, number>>): string {
  const folder = temporaryFolder();
  for (const [name, count] of Object.entries(samples)) writeInput(folder, name, { samples: count });
  return folder;
}

describe('a simulation that ended before those like it', () => {
  const reason = 'was read, but its simulation ended at 2 s, and 3 of 4 files with names like it at 9 s';

  it('is partial in the table, the report, the text and the story of the batch', async () => {
    const folder = folderOf({ 'c1.out': 10, 'c2.out': 3, 'c3.out': 10, 'c4.out': 10 });
    const { prepared, made } = await published(folder);
    const { report, figures } = made;
    const { output } = prepared;
    expect(statusesIn(report)).toEqual({
      'c1.out': 'succeeded',
      'c2.out': 'partial',
      'c3.out': 'succeeded',
      'c4.out': 'succeeded',
    });
    expect(report.files[1]).toMatchObject({ reason, completeness: 'partial' });
    expect(report.exitReason).toBe('some-did-not');
    expect(exitReason(figures)).toBe('some-did-not');
    expect(readFileSync(output.table('wide.csv'), 'utf8')).toContain('c2.out,partial,,2,2');
    expect([...tableRowsOf('wide', prepared, figures)][1]).toMatchObject({ status: 'partial', A_max: 2 });
    expect(endText(figures, made.places).stderr).toContain(
      `  c2.out: ${reason.replace('was read, but ', '')}`,
    );
    const story = foldJournal(readJournal(output.journal));
    const explained = explainJson(story, { state: 'ended', tasks: story.tasks });
    expect(explained.files[1]).toMatchObject({ status: 'partial', reason });
  });

  it('is judged by the input file beside it, even alone', async () => {
    const folder = folderOf({ 'run.out': 3 });
    writeFileSync(path.join(folder, 'sims', 'run.fst'), '  9.0   TMax  - Total run time (s)\n');
    const { report } = (await published(folder)).made;
    expect(report.files[0]).toMatchObject({
      status: 'partial',
      reason: 'was read, but its simulation ended at 2 s of 9 s (TMax in run.fst)',
    });
  });

  it('shows no values in a table of complete simulations only', async () => {
    const folder = folderOf({ 'c1.out': 10, 'c2.out': 3, 'c3.out': 10 });
    const style = { onlyComplete: true };
    const { prepared } = await published(folder, batchOf([{ ...WIDE, style }]));
    const [, first, second] = readFileSync(prepared.output.table('wide.csv'), 'utf8').split('\r\n');
    expect([first, second]).toEqual(['c1.out,succeeded,9,2', 'c2.out,partial,,']);
  });

  it('is judged again when the batch runs again', async () => {
    const folder = folderOf({ 'c1.out': 10, 'c2.out': 3, 'c3.out': 10 });
    expect((await published(folder)).made.figures.statuses.partial).toBe(1);
    writeInput(folder, 'c2.out', { samples: 10 });
    const { report } = (await published(folder)).made;
    expect(new Set(Object.values(statusesIn(report)))).toEqual(new Set(['succeeded']));
    expect(report.files.flatMap(({ warnings }) => warnings)).toEqual([]);
    writeInput(folder, 'c4.out', { samples: 2 });
    expect(statusesIn((await published(folder)).made.report)).toMatchObject({ 'c4.out': 'partial' });
  });

  it('only has a warning if nothing is certain', async () => {
    const folder = folderOf({ 'calm.out': 10, 'gust.out': 10, 'storm.out': 3 });
    const { report, figures } = (await published(folder)).made;
    expect(figures.statuses.succeeded).toBe(3);
    expect(report.files[2]?.warnings).toEqual([
      {
        code: 'ENDS_BEFORE_OTHERS',
        message: 'its simulation ended at 2 s, and 2 of 3 files in its folder at 9 s',
      },
    ]);
  });
});

describe('channels with several units', () => {
  it('have a warning that names the units and the files, and no value below them', async () => {
    const folder = temporaryFolder();
    for (const name of ['a.out', 'b.out']) writeInput(folder, name, { unit: '(kN-m)' });
    writeInput(folder, 'c.out', { unit: '(N-m)' });
    const { prepared, made } = await published(folder);
    const message = (channel: string): string =>
      `${channel} has several units: (kN-m) in 2 files (a.out, b.out); (N-m) in 1 file (c.out). ` +
      'Its values must not be compared, and rows below the files leave them out';
    expect(made.report.warnings).toEqual(
      ['A', 'B'].map((channel) => ({ code: 'UNITS_DIFFER', message: message(channel) })),
    );
    expect(endText(made.figures, made.places).stderr.join('\n')).toContain(message('A'));
    expect(readFileSync(prepared.output.table('wide.csv'), 'utf8')).toContain(',,mean,,\r\n');
  });

  it('are not those whose units are only spelled differently', async () => {
    const folder = temporaryFolder();
    for (const [i, unit] of ['(kN-m)', 'kNm', '[kN*m]', '()'].entries()) {
      writeInput(folder, `c${i}.out`, { unit });
    }
    const { prepared, made } = await published(folder);
    expect(made.report.warnings).toEqual([]);
    expect(readFileSync(prepared.output.table('wide.csv'), 'utf8')).toContain(',,mean,2,2\r\n');
  });
});

describe('a run that is there as text and as binary', () => {
  it('has two rows and counts once, with a warning that names both files', async () => {
    const folder = temporaryFolder();
    writeInput(folder, 'other.out', { from: 1 });
    writeInput(folder, 'run.out', { from: 3 });
    const prepared = await prepare(folder, batchOf([WIDE]));
    await settleAll(prepared);
    prepared[Symbol.dispose]();
    writeBinary(folder, 'run.outb');
    const { made, prepared: again } = await published(folder);
    expect(statusesIn(made.report)).toMatchObject({ 'run.out': 'succeeded', 'run.outb': 'succeeded' });
    expect(made.report.files[1]?.warnings).toEqual([
      { code: 'SAME_RUN', message: expect.stringContaining('is the same run as run.outb') },
    ]);
    const lines = readFileSync(again.output.table('wide.csv'), 'utf8').split('\r\n');
    expect(lines.slice(1, 5)).toEqual([
      'other.out,succeeded,,3,2',
      'run.out,succeeded,,5,2',
      'run.outb,succeeded,,7,2',
      ',,mean,5,2',
    ]);
  });
});
