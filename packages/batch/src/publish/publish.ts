import { statSync } from 'node:fs';
import path from 'node:path';
import {
  type BatchFigures,
  figuresOf,
  foldJournal,
  type Report,
  type ReportTable,
  reportJson,
} from '@ballast/reporting';
import type { Milliseconds } from '@ballast/resource-model';
import {
  type CsvStyle,
  formatsOf,
  hasInputFiles,
  type TableFormat,
  type TableSpec,
} from '@ballast/results-model';
import {
  type Continued,
  continueJournal,
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
import { definitionLines, definitionsFileName, definitionsOf, workbookFileName } from './definitions.ts';
import { inFormat, sampleFilePattern, type TableFiles, tableFileNames } from './table-file-names.ts';
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
  const { figures, at, continued } = figuresIn(output);
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
  const report = reportJson(figures, {
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
  const ofSamples = new Map(batch.tables.filter(hasInputFiles).map((spec) => [spec.name, spec]));
  const tables: { name: string; path: string }[] = [];
  const indexes = new Map<string, string>();
  const found = new Map<string, PlacedSamples[]>();
  for (const { name, path: relative, file } of report.tables) {
    const full = path.join(output.root, relative);
    if (file !== null) {
      const key = `${path.extname(full).slice(1)} ${name}`;
      found.set(key, [...(found.get(key) ?? []), { file, path: full }]);
    } else if (ofSamples.has(name)) indexes.set(name, full);
    else tables.push({ name, path: full });
  }
  const samples = [...ofSamples.values()].flatMap((spec) =>
    formatsOf(spec).map((format, i): PlacedTable => {
      const files = found.get(`${format} ${spec.name}`) ?? [];
      const index = i === 0 ? (indexes.get(spec.name) ?? null) : null;
      return { name: spec.name, pattern: patternOf(output, spec, { files, format }), index, files };
    }),
  );
  return { figures, report, places: { tables, samples, journal: output.journal, report: output.report } };
}

interface JournalFigures {
  readonly figures: BatchFigures;
  /** Time of the last record. */
  readonly at: Milliseconds;
  readonly continued: Continued;
}

function figuresIn({ journal }: OutputFolder): JournalFigures {
  const contents = readJournal(journal);
  const story = foldJournal(contents);
  return { figures: figuresOf(story), at: story.at, continued: contents };
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
  prepared: PreparedBatch,
  inputs: readonly TableInput[],
  results: TableResults,
): Promise<Made | null> {
  const { batch, plan, output } = prepared;
  const listed = inputs.map(({ file }) => file);
  const names = tableFileNames(batch.tables, listed);
  const { samples, files } = await placeAll(prepared, { names, inputs, results });
  const workbook = output.table(workbookFileName(names, batch.name));
  const tables = batch.tables.flatMap((spec, table): TableToWrite[] => {
    const own = names[table];
    if (own?.kind !== 'one') return [];
    return [{ spec, place: (format) => output.table(inFormat(own.fileName, format)) }];
  });
  const ones = await writeTables({ tables, workbook }, { plan, results }, inputs);
  if (ones === null) return null;
  files.push(...ones.map((one) => published(output, one.path, one.written)));
  const definitions = definitionsOf(batch.tables);
  if (definitions.length > 0) {
    const file = output.table(definitionsFileName(names));
    const lines = definitionLines(definitions, csvOf(batch.tables));
    files.push(published(output, file, await written(file, lines)));
  }
  const places = tables.flatMap(({ spec, place }) =>
    formatsOf(spec).map((format) => ({
      name: spec.name,
      path: format === 'xlsx' ? workbook : place(format),
    })),
  );
  return { tables: places, samples, files, definitions };
}

interface ToPlace {
  readonly names: readonly TableFiles[];
  readonly inputs: readonly TableInput[];
  readonly results: TableResults;
}

/** Places the files of all tables that have one for each input. */
async function placeAll(
  { batch, output }: PreparedBatch,
  { names, inputs, results }: ToPlace,
): Promise<{ readonly samples: PlacedTable[]; readonly files: PublishedFile[] }> {
  const samples: PlacedTable[] = [];
  const files: PublishedFile[] = [];
  for (const [table, spec] of batch.tables.entries()) {
    const own = names[table];
    if (own?.kind !== 'each') continue;
    const placed: PlacedTable[] = [];
    for (const format of formatsOf(spec)) {
      const named = own.files.map(({ input, fileName }) => ({ input, fileName: inFormat(fileName, format) }));
      const which = format === 'csv' ? { table } : { table, format };
      const checked = await placeSamples({ ...which, files: named, place: output.table }, inputs, results);
      files.push(...checked.map((one) => published(output, one.path, one.written)));
      const places = checked.map(({ file, path: place }) => ({ file, path: place }));
      const pattern = patternOf(output, spec, { files: places, format });
      placed.push({ name: spec.name, pattern, index: null, files: places });
    }
    const index = own.indexName === null ? null : output.table(own.indexName);
    if (index !== null) {
      const lines = indexLines(
        placed.flatMap((one) => one.files),
        csvOf(batch.tables),
      );
      files.push(published(output, index, await written(index, lines)));
    }
    samples.push(...placed.map((one, i) => (i === 0 ? { ...one, index } : one)));
  }
  return { samples, files };
}

/** How the files that are CSV in any case are written: like the first table. */
function csvOf([first]: readonly TableSpec[]): CsvStyle | undefined {
  return first?.csv;
}

async function written(file: string, lines: Iterable<string>): Promise<Written> {
  using whole = new WholeFile(file);
  for (const line of lines) whole.write(line);
  return await whole.commit();
}

function published({ root }: OutputFolder, file: string, written: Written): PublishedFile {
  return { name: posix(path.relative(root, file)), ...written, modified: statSync(file).mtimeMs };
}

function patternOf(
  output: OutputFolder,
  spec: TableSpec,
  { files, format }: { readonly files: readonly PlacedSamples[]; readonly format: TableFormat },
): string {
  const names = files.map((file) => path.basename(file.path));
  return output.table(sampleFilePattern(spec, names, format));
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
