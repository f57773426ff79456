import { statSync } from 'node:fs';
import path from 'node:path';
import {
  type BatchFigures,
  type BatchStory,
  documentOf,
  figuresOf,
  foldJournal,
  type Report,
  type ReportTable,
  reportJson,
} from '@ballast/reporting';
import type { Milliseconds } from '@ballast/resource-model';
import { hasInputFiles, type TableSpec } from '@ballast/results-model';
import {
  type Continued,
  continueJournal,
  type JournalContents,
  type JournalRecord,
  type PublishedFile,
  readJournal,
} from '@ballast/scheduler/journal';
import type { Written } from '../files/digest.ts';
import { WholeFile, writeDurably } from '../files/whole-file.ts';
import { reportIn } from '../folder/changed-outputs.ts';
import { removeOrphans, removeStaleTables } from '../folder/clean-up.ts';
import { outputFault } from '../folder/faults.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { removeLinkedInputs } from '../folder/linked-input.ts';
import { syncFolder } from '../platform/sync-folder.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import type { PlacedSamples, PlacedTable, Places, Published } from '../prepare/published.ts';
import { type DamagedResult, unpublishedRecords } from '../worker/damaged-result.ts';
import { compareFiles } from './compare-files.ts';
import { definitionLines, definitionsFileName, definitionsOf } from './definitions.ts';
import { sampleFilePattern, tableFileNames } from './table-file-names.ts';
import { posix, type TableInput, TableResults, tableInputs } from './table-results.ts';
import { indexLines, placeSamples } from './table-samples.ts';
import { type TableToWrite, writeTables } from './tables.ts';

/** `damaged`: results that are not what was written; the journal records that their tasks wait again. */
export type Publishing =
  | ({ readonly ok: true } & Published)
  | { readonly ok: false; readonly damaged: readonly DamagedResult[] };

/**
 * Makes the tables and the report from the results that the journal names; none of them if a result is not what was written.
 * Faults: OUTPUT_UNWRITABLE, STORAGE_FULL.
 */
export async function publishOutputs(prepared: PreparedBatch): Promise<Publishing> {
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

async function publish(prepared: PreparedBatch): Promise<Publishing> {
  const { output } = prepared;
  prepared.stillOurs();
  const results = new TableResults();
  await recordCompared(prepared, results);
  const { figures, story, at, continued } = figuresIn(output);
  const inputs = tableInputs(figures, prepared);
  const before = reportIn(output);
  const made = await writeAll(prepared, inputs, results);
  if (made === null) {
    const damaged = results.damaged();
    await append(output, continued, unpublishedRecords(damaged, at));
    return { ok: false, damaged };
  }
  const { tables, samples } = made;
  const places = { tables, samples, journal: output.journal, report: output.report };
  const ofReport = reportTables(output, places);
  removeStaleTables(output, before?.tables ?? [], ofReport);
  // Before the record that says so: tables, then the report.
  await syncFolder(output.tables);
  const licences = results.licences();
  const { definitions } = made;
  const document = documentOf({ story, figures }, continued.records);
  const report = reportJson(figures, {
    document,
    tables: ofReport,
    definitions,
    counters: results.counters(),
    licences,
  });
  const written = await writeDurably(output.report, [`${JSON.stringify(report, null, 2)}\n`]);
  const files = [...made.files, published(output, output.report, written)];
  const told = licences.length === 0 ? {} : { licences };
  // From now on a batch that is run again has nothing to do.
  await append(output, continued, [{ type: 'published', at, ...told, files }]);
  removeOrphans(
    output,
    inputs.flatMap(({ result }) => (result?.ok === true ? result.known.file : [])),
  );
  removeLinkedInputs(output);
  return { ok: true, figures, report, places };
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
  const ofSamples = batch.tables.filter(hasInputFiles);
  const series = new Set(ofSamples.map(({ name }) => name));
  for (const { name, path: relative, file } of report.tables) {
    const full = path.join(output.root, relative);
    if (file === null && series.has(name)) indexes.set(name, full);
    else if (file === null) tables.push({ name, path: full });
    else found.set(name, [...(found.get(name) ?? []), { file, path: full }]);
  }
  const samples = ofSamples.map((spec) => ({
    name: spec.name,
    pattern: patternOf(output, spec, found.get(spec.name) ?? []),
    index: indexes.get(spec.name) ?? null,
    files: found.get(spec.name) ?? [],
  }));
  return { figures, report, places: { tables, samples, journal: output.journal, report: output.report } };
}

interface JournalFigures {
  readonly story: BatchStory;
  readonly figures: BatchFigures;
  /** Time of the last record. */
  readonly at: Milliseconds;
  readonly continued: JournalContents;
}

function figuresIn({ journal }: OutputFolder): JournalFigures {
  const contents = readJournal(journal);
  const story = foldJournal(contents);
  return { story, figures: figuresOf(story), at: story.at, continued: contents };
}

/** What the files show when they are compared goes into the journal first, so that all that is made of it agrees. */
async function recordCompared(prepared: PreparedBatch, results: TableResults): Promise<void> {
  const { figures, at, continued } = figuresIn(prepared.output);
  const inputs = tableInputs(figures, prepared);
  const compared = compareFiles(prepared, { inputs, results }, at);
  if (compared.length > 0 && results.damaged().length === 0) {
    await append(prepared.output, continued, compared);
  }
}

async function append(
  { journal: file }: OutputFolder,
  continued: Continued,
  records: readonly JournalRecord[],
): Promise<void> {
  const journal = continueJournal(file, continued);
  try {
    journal.append(records);
    await journal.sync();
  } finally {
    journal.close();
  }
}

interface Made extends Pick<Places, 'tables' | 'samples'> {
  readonly files: readonly PublishedFile[];
  readonly definitions: NonNullable<Report['definitions']>;
}

/** Null if a result is not what was written. */
async function writeAll(
  { batch, plan, output }: PreparedBatch,
  inputs: readonly TableInput[],
  results: TableResults,
): Promise<Made | null> {
  const names = tableFileNames(
    batch.tables,
    inputs.map(({ file }) => file),
  );
  const tables: TableToWrite[] = [];
  const samples: PlacedTable[] = [];
  const files: PublishedFile[] = [];
  for (const [table, spec] of batch.tables.entries()) {
    const own = names[table];
    if (own?.kind === 'one') tables.push({ spec, path: output.table(own.fileName) });
    if (own?.kind !== 'each') continue;
    const placed = await placeSamples({ table, files: own.files, place: output.table }, inputs, results);
    files.push(...placed.map((one) => published(output, one.path, one.written)));
    const places = placed.map(({ file, path: place }) => ({ file, path: place }));
    const index = own.indexName === null ? null : output.table(own.indexName);
    if (index !== null) files.push(published(output, index, await written(index, indexLines(places))));
    samples.push({ name: spec.name, pattern: patternOf(output, spec, places), index, files: places });
  }
  const ones = await writeTables(tables, { plan, results }, inputs);
  if (ones === null) return null;
  for (const [i, one] of ones.entries()) files.push(published(output, tables[i]?.path ?? '', one));
  const definitions = definitionsOf(batch.tables);
  if (definitions.length > 0) {
    const file = output.table(definitionsFileName(names));
    files.push(published(output, file, await written(file, definitionLines(definitions))));
  }
  const places = tables.map(({ spec: { name }, path: file }) => ({ name, path: file }));
  return { tables: places, samples, files, definitions };
}

async function written(file: string, lines: Iterable<string>): Promise<Written> {
  using whole = new WholeFile(file);
  for (const line of lines) whole.write(line);
  return await whole.commit();
}

function published({ root }: OutputFolder, file: string, written: Written): PublishedFile {
  return { name: posix(path.relative(root, file)), ...written, modified: statSync(file).mtimeMs };
}

function patternOf(output: OutputFolder, spec: TableSpec, files: readonly PlacedSamples[]): string {
  const names = files.map((file) => path.basename(file.path));
  return output.table(sampleFilePattern(spec, names));
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
