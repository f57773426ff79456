import path from 'node:path';
import { type BatchFigures, figuresOf, foldJournal, type ReportTable, reportJson } from '@ballast/reporting';
import type { Milliseconds } from '@ballast/resource-model';
import type { TableSpec } from '@ballast/results-model';
import { continueJournal, type JournalRecord, readJournal } from '@ballast/scheduler/journal';
import { writeDurably, writeWhole } from '../files/whole-file.ts';
import { removeOrphans, removeStaleTables } from '../folder/clean-up.ts';
import { outputFault } from '../folder/faults.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { removeLinkedInputs } from '../folder/linked-input.ts';
import { reportIn } from '../folder/outputs-there.ts';
import { syncFolder } from '../platform/sync-folder.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import type { PlacedSamples, PlacedTable, Places, Published } from '../prepare/published.ts';
import { compareFiles } from './compare-files.ts';
import { fileOf, tableFileNames } from './table-file-names.ts';
import { posix, type TableInput, TableResults, tableInputs } from './table-results.ts';
import { indexLines, placeSamples } from './table-samples.ts';
import { type TableToWrite, writeTables } from './tables.ts';

/**
 * Makes the tables and the report from the results that the journal names. Faults: OUTPUT_UNWRITABLE, STORAGE_FULL.
 */
export async function publishOutputs(prepared: PreparedBatch): Promise<Published> {
  const { root, effectiveBatch } = prepared.output;
  try {
    return await publish(prepared);
  } catch (error) {
    const again = `then run the batch again: ballast run "${effectiveBatch}"`;
    throw outputFault(error, {
      what: 'the batch has run, but its tables and report',
      kept: `its journal and results are kept in ${root}`,
      hints: {
        full: `make room on the storage that holds ${root}, ${again}`,
        unwritable: `check the folder and its permissions, ${again}`,
      },
    });
  }
}

async function publish(prepared: PreparedBatch): Promise<Published> {
  const { output } = prepared;
  prepared.stillOurs();
  const results = new TableResults();
  await recordCompared(prepared, results);
  const { figures, at, wholeBytes } = figuresIn(output);
  const inputs = tableInputs(figures, prepared);
  const before = reportIn(output);
  const { tables, samples } = await writeAll(prepared, inputs, results);
  const places = { tables, samples, journal: output.journal, report: output.report };
  const ofReport = reportTables(output, places);
  removeStaleTables(output, before?.tables ?? [], ofReport);
  // Before the record that says so: tables, then the report.
  await syncFolder(output.tables);
  const report = reportJson(figures, {
    tables: ofReport,
    counters: results.counters(inputs),
    licences: results.licences(),
  });
  await writeDurably(output.report, [`${JSON.stringify(report, null, 2)}\n`]);
  await recordPublished(output, { at, wholeBytes }, results.licences());
  removeOrphans(
    output,
    inputs.flatMap(({ result }) => result ?? []),
  );
  removeLinkedInputs(output);
  return { figures, report, places };
}

/** What an earlier run published, all of which still exists; see `BatchStart.nothingToDo`. */
export function publishedBefore(prepared: PreparedBatch): Published {
  const { output, batch } = prepared;
  const { figures } = figuresIn(output);
  const report = reportIn(output);
  if (report === null) throw new Error(`defect: there is no report in ${output.root}`);
  const found = new Map<string, PlacedSamples[]>();
  const tables: { name: string; path: string }[] = [];
  const indexes = new Map<string, string>();
  const ofSamples = batch.tables.filter(({ layout }) => layout === 'time-series');
  const series = new Set(ofSamples.map(({ name }) => name));
  for (const { name, path: relative, file } of report.tables) {
    const full = path.join(output.root, relative);
    if (file === null && series.has(name)) indexes.set(name, full);
    else if (file === null) tables.push({ name, path: full });
    else found.set(name, [...(found.get(name) ?? []), { file, path: full }]);
  }
  const samples = ofSamples.map((spec) => ({
    name: spec.name,
    pattern: patternOf(output, spec),
    index: indexes.get(spec.name) ?? null,
    files: found.get(spec.name) ?? [],
  }));
  return { figures, report, places: { tables, samples, journal: output.journal, report: output.report } };
}

interface JournalFigures {
  readonly figures: BatchFigures;
  /** Time of the last record. */
  readonly at: Milliseconds;
  readonly wholeBytes: number;
}

function figuresIn({ journal }: OutputFolder): JournalFigures {
  const contents = readJournal(journal);
  const story = foldJournal(contents);
  return { figures: figuresOf(story), at: story.at, wholeBytes: contents.wholeBytes };
}

/** What the files show when they are compared goes into the journal first, so that all that is made of it agrees. */
async function recordCompared(prepared: PreparedBatch, results: TableResults): Promise<void> {
  const { figures, at, wholeBytes } = figuresIn(prepared.output);
  const inputs = tableInputs(figures, prepared);
  const compared = compareFiles(prepared, { inputs, results }, at);
  if (compared.length > 0) await addRecords(prepared.output.journal, wholeBytes, compared);
}

/** From now on a batch that is run again has nothing to do. */
async function recordPublished(
  { journal: file }: OutputFolder,
  { at, wholeBytes }: Pick<JournalFigures, 'at' | 'wholeBytes'>,
  licences: readonly string[],
): Promise<void> {
  await addRecords(file, wholeBytes, [
    { type: 'published', at, ...(licences.length === 0 ? {} : { licences }) },
  ]);
}

async function addRecords(
  file: string,
  wholeBytes: number,
  records: readonly JournalRecord[],
): Promise<void> {
  const journal = continueJournal(file, wholeBytes);
  try {
    journal.append(records);
    await journal.sync();
  } finally {
    journal.close();
  }
}

async function writeAll(
  { batch, plan, output }: PreparedBatch,
  inputs: readonly TableInput[],
  results: TableResults,
): Promise<Pick<Places, 'tables' | 'samples'>> {
  const names = tableFileNames(
    batch.tables,
    inputs.map(({ file }) => file),
  );
  const tables: TableToWrite[] = [];
  const samples: PlacedTable[] = [];
  for (const [table, spec] of batch.tables.entries()) {
    const own = names[table];
    if (own?.kind === 'one') tables.push({ spec, path: output.table(own.fileName) });
    if (own?.kind !== 'each') continue;
    const files = await placeSamples({ table, files: own.files, place: output.table }, inputs);
    const index = own.indexName === null ? null : output.table(own.indexName);
    if (index !== null) await writeWhole(index, indexLines(files));
    samples.push({ name: spec.name, pattern: patternOf(output, spec), index, files });
  }
  await writeTables(tables, { plan, results }, inputs);
  return { tables: tables.map(({ spec: { name }, path: file }) => ({ name, path: file })), samples };
}

function patternOf(output: OutputFolder, spec: TableSpec): string {
  return output.table(`*_${fileOf(spec)}.csv`);
}

function reportTables({ root }: OutputFolder, { tables, samples }: Places): ReportTable[] {
  const relative = (file: string): string => posix(path.relative(root, file));
  return [
    ...tables.map((table) => ({ name: table.name, path: relative(table.path), file: null })),
    ...samples.flatMap(({ name, index, files }) => [
      ...(index === null ? [] : [{ name, path: relative(index), file: null }]),
      ...files.map((one) => ({ name, path: relative(one.path), file: one.file })),
    ]),
  ];
}
