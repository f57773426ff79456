import type { Completeness, FileFacts, FileWarning } from '@ballast/results-model';
import { descriptionOf } from '../files/description.ts';
import { writtenBy } from '../files/written-by.ts';
import type { TimeSpan } from '../series/time-window.ts';
import type { TextHeader } from './head/header.ts';
import { lineWarnings } from './line-warnings.ts';
import type { KeptRows } from './restarts.ts';
import type { CountedRows } from './row-count.ts';
import { isSuspect } from './rows-check.ts';

/** The rows of a file, either all counted or estimated from its first and last ones. */
export interface KnownRows extends CountedRows {
  readonly exact: boolean;
  /** Which rows were not replaced after a restart; null if all are kept. */
  readonly kept: KeptRows | null;
}

export interface TextNature {
  readonly header: TextHeader;
  /** Warnings from before the content was read. */
  readonly noticed: readonly FileWarning[];
}

/** Warnings about lines require every line to be counted. */
export function textFacts({ header, noticed }: TextNature, rows: KnownRows): FileFacts {
  return {
    format: 'OpenFAST text',
    completeness: completenessOf(header, rows),
    samples: rows.samples,
    series: header.names.length - 1,
    startTime: rows.start,
    endTime: rows.end,
    plannedEndTime: null,
    // The reasons of a completeness come first.
    warnings: [...(rows.exact ? lineWarnings(header, rows) : []), ...noticed, ...unitWarnings(header)],
    writtenBy: writtenBy(header.preamble),
    description: descriptionOf(header.preamble),
  };
}

/** A file whose last line is cut, or that has rows of another run below its own, covers only a part: `partial`. */
function completenessOf(header: TextHeader, rows: KnownRows): Completeness {
  if (rows.exact && isSuspect(header, rows)) return 'suspect';
  return rows.notes.cutLine > 0 || rows.notes.secondHead > 0 ? 'partial' : 'complete';
}

export function spanOf({ samples, start, end }: CountedRows): TimeSpan {
  return { start, end, step: samples > 1 ? (end - start) / (samples - 1) : 0 };
}

function unitWarnings({ names, unitsReadable }: TextHeader): FileWarning[] {
  if (unitsReadable) return [];
  const message = `the line of units does not have ${names.length} fields, so the units are empty`;
  return [{ code: 'UNITS_UNREADABLE', message, details: { names: names.length } }];
}
