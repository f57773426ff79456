import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  type Figures,
  figuresOf,
  foldJournal,
  type ReportTable,
  reportJson,
  reportText,
} from '@ballast/reporting';
import { formatsOf, hasInputFiles } from '@ballast/results-model';
import {
  type Continued,
  continueJournal,
  type JournalRecord,
  type Outcome,
  type PublishedFile,
  readJournal,
} from '@ballast/scheduler/journal';
import { removeFile } from '../files/abandoned.ts';
import { writeDurably } from '../files/whole-file.ts';
import { reportIn } from '../folder/changed-outputs.ts';
import { removeOrphans, removeStaleTables } from '../folder/clean-up.ts';
import { outputFault } from '../folder/faults.ts';
import type { OutputFolder } from '../folder/layout.ts';
import { removeLinkedInputs } from '../folder/linked-input.ts';
import { withAdditions } from '../page/additions.ts';
import { baselineFolder } from '../page/baseline-folder.ts';
import { casesIn, type DescribedBatch, describedBatch } from '../page/described-batch.ts';
import { type ResultsCollector, resultsCollector } from '../page/results.ts';
import { writePage } from '../page/write-page.ts';
import { syncFolder } from '../platform/sync-folder.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import type { PlacedSamples, PlacedTable, Places, Published } from '../prepare/published.ts';
import { type DamagedResult, unpublishedRecords } from '../worker/results/damaged-result.ts';
import { Comparison, compareFiles } from './compare/compare-files.ts';
import { comparisonOf, type ReportsCompared } from './compare/compare-runs.ts';
import { FiguresAhead, figuresIn, type JournalFigures } from './journal-figures.ts';
import { publishedFile } from './published-file.ts';
import { type ReadAhead, ResultsAhead } from './rows/ahead.ts';
import { isWrittenAhead } from './rows/tables-ahead.ts';
import { posix, type TableInput, tableInputs } from './tables/table-input.ts';
import { TableResults } from './tables/table-results.ts';
import { patternOf, writeAll } from './write-all.ts';

/** `damaged`: results that are not what was written; the journal records that their tasks wait again. */
export type Publishing =
  | ({ readonly ok: true; readonly warnings: readonly string[] } & Published)
  | { readonly ok: false; readonly damaged: readonly DamagedResult[] };

/**
 * Makes the tables and the report from the results that the journal names; none of them if a result is not what was written.
 * Faults: OUTPUT_UNWRITABLE, STORAGE_FULL.
 */
export async function publishOutputs(
  prepared: PreparedBatch,
  begun: BegunPublishing | null = null,
): Promise<Publishing> {
  const { root, effectiveBatch } = prepared.output;
  try {
    return await publish(prepared, begun);
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

/** What is made while the batch runs: results are read as they settle. */
export interface BegunPublishing extends Disposable {
  settled(task: number, outcome: Outcome): void;
  /** Of the journal; null if it was not begun by this run. */
  readonly journal: FiguresAhead | null;
  readonly ahead: ResultsAhead;
  readonly collected: Collecting | null;
}

export async function beginPublishing(prepared: PreparedBatch): Promise<BegunPublishing> {
  const collected = prepared.page ? collecting(prepared) : null;
  const ahead = new ResultsAhead(prepared, {
    results: new TableResults(collected?.collector, { keeps: isReadAgain(prepared) }),
    reports: await reportsOf(prepared),
  });
  return {
    settled: (task, outcome) => ahead.settled(task, outcome),
    journal: prepared.start.continued === null ? new FiguresAhead(prepared.start.header) : null,
    ahead,
    collected,
    [Symbol.dispose]: () => ahead[Symbol.dispose](),
  };
}

/** Whether anything needs results after they were read once. */
function isReadAgain({ batch }: PreparedBatch): boolean {
  return batch.task !== null || !batch.tables.every(isWrittenAhead);
}

async function publish(prepared: PreparedBatch, begun: BegunPublishing | null): Promise<Publishing> {
  const { output } = prepared;
  prepared.stillOurs();
  const first = begun?.journal?.finish(output, prepared) ?? figuresIn(output, prepared);
  const listed = tableInputs(first.figures, prepared);
  const ahead = begun?.ahead.finish(listed) ?? null;
  const fresh = ahead === null && prepared.page ? collecting(prepared) : null;
  const collected = ahead === null ? fresh : (begun?.collected ?? null);
  using results = ahead?.results ?? new TableResults(collected?.collector);
  // What a file of a shard is to be compared with may be in another one.
  const recorded =
    prepared.shard === null
      ? await recordCompared(prepared, first, { inputs: listed, results, ahead })
      : first;
  const { figures, said, document, at, continued, hadPage } = recorded;
  const inputs = figures === first.figures ? listed : tableInputs(figures, prepared);
  ahead?.tables.agree(inputs);
  const before = reportIn(output);
  const made = await writeAll(prepared, inputs, { results, ahead });
  if (made === null) {
    const damaged = results.damaged();
    await append(output, continued, unpublishedRecords(damaged, at));
    return { ok: false, damaged };
  }
  const ofReport = reportTables(output, made);
  removeStaleTables(output, before?.tables ?? [], ofReport);
  // Before the record that says so: tables, then the report.
  await syncFolder(output.tables);
  const licences = results.licences();
  const { definitions } = made;
  const counters = results.counters();
  const extra = { said, tables: ofReport, definitions, counters, licences };
  const written = await writeDurably(output.report, reportText(figures, extra));
  const publishedFiles = [...made.files, publishedFile(output, output.report, written)];
  const page =
    collected === null || document === null
      ? withoutPage(output, hadPage)
      : await pageOf(prepared, { document, collected, files: publishedFiles });
  const files = [...publishedFiles, ...page.files];
  const told = licences.length === 0 ? {} : { licences };
  // From now on a batch that is run again has nothing to do.
  await append(output, continued, [{ type: 'published', at, ...told, files }]);
  // Other machines still work on what has not settled.
  if (!prepared.isShared || figures.unsettled === 0) {
    removeOrphans(
      output,
      inputs.flatMap(({ result }) => (result?.ok === true ? result.known.file : [])),
    );
  }
  removeLinkedInputs(output);
  const places = placesOf(output, made, page.files.length > 0);
  return {
    ok: true,
    figures,
    report: reportJson(figures, extra),
    places,
    warnings: [...made.warnings, ...page.warnings],
  };
}

/** What an earlier run published, all of which still exists; see `BatchStart.nothingToDo`. */
export function publishedBefore(prepared: PreparedBatch): Published {
  const { output, batch } = prepared;
  const figures = figuresOf(foldJournal(readJournal(output.journal)));
  const report = reportIn(output);
  if (report === null) throw new Error(`defect: there is no report in ${output.root}`);
  const ofSamples = new Map(batch.tables.filter(hasInputFiles).map((spec) => [spec.name, spec]));
  const tables: { name: string; path: string }[] = [];
  const indexes = new Map<string, string>();
  const found = new Map<string, PlacedSamples[]>();
  const made = new Map<string, string[]>();
  for (const { name, path: relative, file, made: isMade = false } of report.tables) {
    const full = path.join(output.root, relative);
    if (isMade) made.set(name, [...(made.get(name) ?? []), full]);
    else if (file !== null) {
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
  const hasPage = existsSync(output.page);
  const besides = [...made].map(([name, paths]) => ({ name, paths }));
  return { figures, report, places: placesOf(output, { tables, samples, made: besides }, hasPage) };
}

function placesOf(
  { journal, report, page }: OutputFolder,
  { tables, samples, made }: Pick<Places, 'tables' | 'samples' | 'made'>,
  hasPage: boolean,
): Places {
  return { tables, samples, made, journal, report, page: hasPage ? page : null };
}

interface WrittenPage {
  readonly files: readonly PublishedFile[];
  readonly warnings: readonly string[];
}

/** If the batch wrote a page before, that would no longer be true. */
function withoutPage(output: OutputFolder, hadPage: boolean): WrittenPage {
  if (hadPage) removeFile(output.page);
  return { files: [], warnings: [] };
}

interface Collecting {
  readonly described: DescribedBatch | null;
  readonly collector: ResultsCollector;
}

function collecting({ output, plan, inputs }: PreparedBatch): Collecting {
  const described = describedBatch(output);
  const files = inputs.map(({ file }) => file);
  return {
    described,
    collector: resultsCollector({ plan, files, cases: casesIn(described?.batch ?? null, files) }),
  };
}

/** Tables and report are in place: nothing about the page can hold them up. */
async function pageOf(
  { output, baseline }: PreparedBatch,
  {
    document,
    collected: { described, collector },
    files,
  }: {
    readonly document: Figures;
    readonly collected: Collecting;
    readonly files: readonly PublishedFile[];
  },
): Promise<WrittenPage> {
  const warnings: string[] = [];
  const { written, warnings: ofPage } = await writePage(output, () => {
    const results = collector.figures(document);
    const found = withAdditions(document, {
      output,
      described,
      results,
      files,
      baseline: baselineFolder(output, baseline),
    });
    warnings.push(...found.warnings);
    return { figures: found.figures, described };
  });
  return {
    files: written === null ? [] : [publishedFile(output, output.page, written)],
    warnings: [...warnings, ...ofPage],
  };
}

function reportsOf({ batch, inputs }: PreparedBatch): Promise<ReportsCompared> {
  return comparisonOf(
    batch.reader,
    inputs.map(({ file }) => file),
  );
}

interface ToCompare {
  readonly inputs: readonly TableInput[];
  readonly results: TableResults;
  readonly ahead: ReadAhead | null;
}

/** What the files show when they are compared goes into the journal first, so that all that is made of it agrees. */
async function recordCompared(
  prepared: PreparedBatch,
  before: JournalFigures,
  { ahead, ...files }: ToCompare,
): Promise<JournalFigures> {
  const { at, continued } = before;
  const begun = ahead ?? { comparison: new Comparison(prepared, await reportsOf(prepared)), count: 0 };
  const compared = compareFiles(files, begun, at);
  if (compared.length === 0 || files.results.damaged().length > 0) return before;
  await append(prepared.output, continued, compared);
  return figuresIn(prepared.output, prepared);
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

function reportTables(
  { root }: OutputFolder,
  { tables, samples, made }: Pick<Places, 'tables' | 'samples' | 'made'>,
): ReportTable[] {
  const relative = (file: string): string => posix(path.relative(root, file));
  return [
    ...tables.map((table) => ({ name: table.name, path: relative(table.path), file: null })),
    ...samples.flatMap(({ name, index, files }) => [
      ...(index === null ? [] : [{ name, path: relative(index), file: null }]),
      ...files.map((one) => ({ name, path: relative(one.path), file: one.file })),
    ]),
    ...made.flatMap(({ name, paths }) =>
      paths.map((one) => ({ name, path: relative(one), file: null, made: true as const })),
    ),
  ];
}
