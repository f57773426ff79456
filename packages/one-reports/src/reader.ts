import {
  type FileContents,
  type HeaderFacts,
  type LoadControl,
  type NameLookup,
  type Reader,
  type ResultsFile,
  UNPACED,
} from '@ballast/results-model';
import { ReportFile } from './files/report-file.ts';
import { type Opened, openReport, recognise } from './open-report.ts';
import { listed, resolve } from './series/channels.ts';

/** Must be raised with every change that could alter the numbers read from a file. */
const VERSION = '1';

/** A reader whose `control` may be left out by a caller that shares the storage with nobody. */
export interface OneReader extends Reader {
  open(path: string, control?: LoadControl): Promise<ResultsFile>;
}

/**
 * Reads the reports of the ONE simulator, one file for each report. The kind of a report is the end of its name, confirmed by
 * its content. Faults: FILE_NOT_FOUND, FILE_UNREADABLE, FILE_CHANGED, FORMAT_UNKNOWN, LINE_TOO_LONG.
 */
export const oneReports: OneReader = { name: 'one', version: VERSION, probe, contents, lookup, open };

function probe(path: string): HeaderFacts {
  const report = ReportFile.open(path);
  try {
    const { content } = recognise(report);
    return { format: `ONE ${content}`, size: report.size, held: 0, samples: null, series: null };
  } finally {
    report.close();
  }
}

async function open(path: string, control: LoadControl = UNPACED): Promise<ResultsFile> {
  return (await opened(path, control)).file;
}

async function opened(path: string, control: LoadControl): Promise<Opened & { readonly size: number }> {
  const report = ReportFile.open(path);
  try {
    return { size: report.size, ...(await openReport(report, control)) };
  } catch (error) {
    report.close();
    throw error;
  }
}

/** A report has no header: its rows are counted. */
async function contents(path: string): Promise<FileContents> {
  const { file, columns, step, size } = await opened(path, UNPACED);
  file.close();
  const { facts } = file;
  return {
    format: facts.format,
    writtenBy: null,
    description: facts.description ?? null,
    size,
    completeness: facts.completeness,
    warnings: facts.warnings,
    samples: facts.samples,
    counted: true,
    start: facts.startTime,
    step,
    end: facts.endTime,
    plannedEnd: null,
    channels: listed(columns),
    objects: [],
    stages: [],
  };
}

async function lookup(path: string): Promise<NameLookup> {
  const { file, columns } = await opened(path, UNPACED);
  file.close();
  return {
    signature: JSON.stringify(columns),
    resolve: (request) => resolve(columns, request),
    alternatives: () => columns.map(({ name }) => name),
    close: () => undefined,
  };
}
