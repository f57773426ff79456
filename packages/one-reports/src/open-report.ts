import type { Completeness, FileFacts, FileWarning, LoadControl, ResultsFile } from '@ballast/results-model';
import { figureColumns, figureFile } from './figure-file.ts';
import { unknownFormat } from './files/access-fault.ts';
import type { ReportFile } from './files/report-file.ts';
import { type Figure, keyValues } from './kinds/key-values.ts';
import { type Kind, type ReportName, reportName } from './kinds/kind.ts';
import { type Content, contentsOf, recognised } from './kinds/recognise.ts';
import { lineWarnings, rowFile, type Surveyed, surveyRows } from './row-file.ts';
import type { Columns } from './series/channels.ts';

/** Bytes of a report that show its kind. */
const HEAD = 4096;

/** A report that is open, and its columns. */
export interface Opened {
  readonly file: ResultsFile;
  readonly columns: Columns;
  /** The mean step between rows; null for fewer than two. */
  readonly step: number | null;
}

interface Recognised {
  readonly name: ReportName | null;
  readonly content: Content;
  readonly warnings: readonly FileWarning[];
}

/** Reads the report once. Faults: FORMAT_UNKNOWN, FILE_UNREADABLE, FILE_CHANGED, LINE_TOO_LONG. */
export async function openReport(report: ReportFile, control: LoadControl): Promise<Opened> {
  const what = recognise(report);
  const { content } = what;
  if (content === 'key-values' || content === 'MessageStatsReport') return openFigures(report, what, control);
  const surveyed = await surveyRows(report, content, control);
  const facts = factsOfRows(report, surveyed, what);
  const step = surveyed.rows < 2 ? null : (surveyed.span?.step ?? null);
  return {
    file: rowFile(report, surveyed, { facts, control }),
    columns: surveyed.columns,
    step,
  };
}

/** What a report is, by its name and its first lines. Fault FORMAT_UNKNOWN. */
export function recognise(report: ReportFile): Recognised {
  const name = reportName(report.path);
  const named = name?.kind ?? null;
  const contents = report.size === 0 ? [] : contentsOf(report.head(HEAD));
  const { content, disagrees } = recognised(named, contents);
  const found = content ?? named ?? (name !== null && report.size === 0 ? 'key-values' : null);
  if (found === null)
    throw unknownFormat(report.path, 'neither its name nor its first lines are those of one');
  const warnings = disagrees ? [nameDisagrees(named, found)] : [];
  return { name, content: found, warnings };
}

function nameDisagrees(named: Kind | null, found: Content): FileWarning {
  const what = found === 'key-values' ? 'a report of keys and values' : `a ${found}`;
  return {
    code: 'NAME_DISAGREES',
    message: `the name is that of a ${named}, the content that of ${what}: read as what it contains`,
  };
}

/** A report of figures is small: simulators write it when they end. */
const MOST_FIGURES = 1 << 20;

async function openFigures(report: ReportFile, what: Recognised, control: LoadControl): Promise<Opened> {
  if (report.size > MOST_FIGURES)
    throw unknownFormat(report.path, 'a report of keys and values is never larger than 1 MiB');
  const lines: string[] = [];
  const { cut } = await report.lines((line) => void lines.push(line), control);
  report.close();
  const { title, figures, warnings } = keyValues(lines, what.content === 'MessageStatsReport');
  const time = figures.find(({ name }) => name === 'sim_time')?.value ?? 0;
  const facts = factsOfFigures(report, { ...what, title, figures, cut, time, own: warnings });
  return { file: figureFile(figures, { facts, time }), columns: figureColumns(figures), step: null };
}

function factsOfFigures(
  report: ReportFile,
  about: Recognised & {
    readonly title: string | null;
    readonly figures: readonly Figure[];
    readonly cut: boolean;
    readonly time: number;
    readonly own: readonly FileWarning[];
  },
): FileFacts {
  const { figures, cut, time, own, warnings, name, title } = about;
  const partial = [
    ...(figures.length === 0 && !cut ? [unfinished(report.size)] : []),
    ...(cut ? [LAST_LINE_CUT] : []),
  ];
  const totals = Object.fromEntries(
    figures.filter(({ value }) => Number.isFinite(value)).map(({ name: key, value }) => [key, value]),
  );
  return {
    ...common(about),
    completeness: partial.length > 0 ? 'partial' : 'complete',
    samples: figures.length === 0 ? 0 : 1,
    series: figures.length,
    startTime: figures.length === 0 ? null : time,
    endTime: figures.length === 0 ? null : time,
    warnings: [...warnings, ...partial, ...own],
    description: title,
    ...runOf(name, about.content, partial.length > 0 ? {} : totals),
  };
}

/** A larger share of lines that were left out makes a report suspect. */
const MOST_LOST = 0.01;

function factsOfRows(report: ReportFile, surveyed: Surveyed, what: Recognised): FileFacts {
  const { cut, rows, span, unreadable, columns, totals } = surveyed;
  const partial = [...(report.size === 0 ? [unfinished(0)] : []), ...(cut ? [LAST_LINE_CUT] : [])];
  const completeness: Completeness =
    partial.length > 0 ? 'partial' : (unreadable?.lines ?? 0) > MOST_LOST * rows ? 'suspect' : 'complete';
  return {
    ...common(what),
    completeness,
    samples: rows,
    series: columns.length - 1,
    startTime: span?.start ?? null,
    endTime: span?.end ?? null,
    warnings: [...what.warnings, ...partial, ...lineWarnings(surveyed)],
    ...runOf(what.name, what.content, completeness === 'complete' ? totals : {}),
  };
}

function common({ name, content }: Recognised): Pick<FileFacts, 'format' | 'plannedEndTime' | 'writtenBy'> {
  const report = content === 'key-values' ? (name?.report ?? 'report of keys and values') : content;
  return { format: `ONE ${report}`, plannedEndTime: null, writtenBy: null };
}

/** What other reports of the run can be compared with; nothing of a report that is not whole. */
function runOf(
  name: ReportName | null,
  content: Content,
  totals: Readonly<Record<string, number>>,
): Pick<FileFacts, 'totals'> {
  if (name === null || name.interval !== null || Object.keys(totals).length === 0) return {};
  return { totals: { kind: content, figures: totals } };
}

function unfinished(size: number): FileWarning {
  const has = size === 0 ? 'is empty' : 'has a title and nothing else';
  return { code: 'ONE_UNFINISHED', message: `the report ${has}: its simulation did not end` };
}

const LAST_LINE_CUT: FileWarning = {
  code: 'LAST_LINE_CUT',
  message: 'the last line has no end, so it was left out: the simulation was stopped while it wrote',
};
