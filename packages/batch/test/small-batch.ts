import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openfast } from '@ballast/openfast';
import { bytes, milliseconds } from '@ballast/resource-model';
import { UNPACED } from '@ballast/results-model';
import { type JournalRecord, journalText, type Outcome, readJournal } from '@ballast/scheduler/journal';
import { onTestFinished } from 'vitest';
import { watchFolder } from '../src/folder/folder-watch.ts';
import type { OutputFolder } from '../src/folder/layout.ts';
import { identify } from '../src/inputs/identity.ts';
import { checkBatch } from '../src/prepare/check-batch.ts';
import { type PreparedBatch, type PrepareOptions, prepareBatch } from '../src/prepare/prepare.ts';
import type { Published } from '../src/prepare/published.ts';
import { publishOutputs } from '../src/publish/publish.ts';
import type { BatchStart } from '../src/resume/batch-start.ts';
import { type BatchJournal, openJournal } from '../src/run/open-journal.ts';
import { extractInput } from '../src/worker/extract-input.ts';
import { findingsIn } from '../src/worker/findings.ts';
import { linesMaker, linesOfPlan } from '../src/worker/results/made-lines.ts';
import { type Segment, segmentIn } from '../src/worker/results/segment.ts';
import { appendExtracted, writeExtracted } from '../src/worker/results/write-extracted.ts';

interface Contents {
  readonly from?: number;
  readonly samples?: number;
  /** Of both channels; `(m)` by default. */
  readonly unit?: string;
  /** Modification time; an hour ago by default: a worker waits for a file that was written to just now. */
  readonly modified?: Date;
}

/** Writes an OpenFAST text file of two channels: `A` rises from `from` by 1 per sample, `B` is always 2. */
export function writeInput(
  folder: string,
  name: string,
  { from = 0, samples = 3, unit = '(m)', modified = new Date(Date.now() - 3_600_000) }: Contents = {},
): string {
  const rows = Array.from({ length: samples }, (_, i) => `${i}\t${from + i}\t2`);
  const file = path.join(folder, 'sims', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${['Time\tA\tB', `(s)\t${unit}\t${unit}`, ...rows].join('\n')}\n`);
  utimesSync(file, modified, modified);
  return file;
}

/** Writes the same channels as an OpenFAST binary file, from 5. */
export function writeBinary(folder: string, name: string): void {
  const [samples, from] = [3, 5];
  const head = Buffer.alloc(30);
  head.writeInt16LE(3, 0);
  head.writeInt32LE(2, 2);
  head.writeInt32LE(samples, 6);
  head.writeDoubleLE(1, 18);
  const texts = ['Time', 'A', 'B', '(s)', '(m)', '(m)'].map((text) => text.padEnd(10)).join('');
  const values = Float64Array.from({ length: 2 * samples }, (_, i) => (i % 2 === 0 ? from + i / 2 : 2));
  const file = path.join(folder, 'sims', name);
  writeFileSync(file, Buffer.concat([head, Buffer.from(texts, 'latin1'), Buffer.from(values.buffer)]));
  const modified = new Date(Date.now() - 3_600_000);
  utimesSync(file, modified, modified);
}

export const LONG_TABLE = { name: 'all', layout: 'long', columns: [{ variable: '*', statistics: ['max'] }] };
export const SERIES_TABLE = { name: 'series', layout: 'time-series', columns: [{ variable: 'A' }] };

/** A batch of the files in `sims` below a folder, as an object. Its output folder is `out`. */
export function batchOf(
  tables: readonly Readonly<Record<string, unknown>>[] = [LONG_TABLE],
): Readonly<Record<string, unknown>> {
  return {
    version: 1,
    batch: 'small',
    reader: 'openfast',
    inputs: { directory: 'sims' },
    output: 'out',
    tables,
  };
}

export const PLAIN: PrepareOptions = {
  history: false,
  fresh: false,
  verify: false,
  beforeTaking: () => undefined,
};

/** Prepares the batch in a folder; its lock is released when the running test ends. */
export async function prepare(
  folder: string,
  source: Readonly<Record<string, unknown>> = batchOf(),
  options: Partial<PrepareOptions> = {},
): Promise<PreparedBatch> {
  const checked = checkBatch(source, { base: folder });
  const prepared = await prepareBatch(checked, { ...PLAIN, ...options });
  onTestFinished(() => prepared[Symbol.dispose]());
  return prepared;
}

/** The journal of a batch, as a run opens it; its folder is watched until the running test ends. */
export async function openedJournal(
  output: OutputFolder,
  start: BatchStart,
  stillOurs: () => void = () => undefined,
): Promise<BatchJournal> {
  const watch = watchFolder(output);
  onTestFinished(() => watch[Symbol.dispose]());
  return openJournal(output, start, { stillOurs, watch });
}

/**
 * Makes results in this process and records them as a batch would; tasks in `outcomes` get that outcome instead. `appended`: whether
 * results are in one file, with the rows of tables, as workers write them.
 */
export async function settleAll(
  prepared: PreparedBatch,
  outcomes: Readonly<Record<number, Outcome>> = {},
  { appended = false }: { readonly appended?: boolean } = {},
): Promise<void> {
  const segment = appended ? segmentIn({ folder: prepared.output.results, own: prepared.output.own }) : null;
  const { output, start, inputs } = prepared;
  const journal = await openedJournal(output, start, prepared.stillOurs);
  const at = milliseconds(1);
  const records: JournalRecord[] = [];
  for (const [task, input] of inputs.entries()) {
    if (start.settled.outcomes[task] !== undefined) continue;
    const attempt = (start.settled.attempts[task] ?? 0) + 1;
    const outcome = outcomes[task] ?? (await extracted(prepared, { task, attempt, segment }, input.path));
    const facts = { measures: null, reserved: bytes(1), observedHighWater: null };
    records.push({ type: 'settled', at, task, attempt, outcome, ...facts });
  }
  records.push({
    type: 'ended',
    at,
    settled: inputs.length,
    unsettled: 0,
    ending: 'complete',
    storage: null,
  });
  journal.append(records);
  await journal.sync();
  journal.close();
  segment?.close();
}

interface OfAttempt {
  readonly task: number;
  readonly attempt: number;
  readonly segment: Segment | null;
}

async function extracted(
  { batch, output, plan, verify }: PreparedBatch,
  { task, attempt, segment }: OfAttempt,
  file: string,
): Promise<Outcome> {
  const opened = await openfast.open(file, UNPACED);
  try {
    const extracted = await extractInput(opened, plan, null);
    const place = { file: output.result(task, attempt), name: output.resultName(task, attempt) };
    const source = await identify(file, verify);
    const makeLines = linesMaker(linesOfPlan(batch.tables, plan).lines ?? [], plan);
    const files =
      segment === null
        ? await writeExtracted(extracted, source, place)
        : appendExtracted(extracted, source, { segment, task, attempt, makeLines });
    const result = files[0]?.name ?? null;
    return { kind: 'succeeded', retry: 'never', result, files, ...findingsIn(extracted.result, plan) };
  } finally {
    opened.close();
  }
}

/** Changes one bit of one byte of a file, as failing storage does. */
export function flipBit(file: string, byte: number): void {
  const content = readFileSync(file);
  content[byte] = (content[byte] ?? 0) ^ 1;
  writeFileSync(file, content);
}

/** Changes the text of every record of a journal; its checksums fit the changed records. */
export function editJournal(file: string, edit: (record: string) => string): void {
  const { header, records } = readJournal(file);
  const edited = [header, ...records].map((record) => JSON.parse(edit(JSON.stringify(record))) as object);
  writeFileSync(file, journalText(edited.map((record) => ({ ...record, check: undefined }))));
}

/** Publishes a batch none of whose results is damaged. */
export async function publishAll(prepared: PreparedBatch): Promise<Published> {
  const made = await publishOutputs(prepared);
  if (!made.ok) throw new Error(`damaged: ${JSON.stringify(made.damaged)}`);
  return made;
}

export const FAILED: Outcome = {
  kind: 'failed',
  retry: 'never',
  fault: { code: 'FORMAT_UNKNOWN', message: 'the file has another format', class: 'wrong-format' },
};
