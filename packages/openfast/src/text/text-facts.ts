import type { FileFacts, FileWarning } from '@ballast/results-model';
import { descriptionOf } from '../files/description.ts';
import { writtenBy } from '../files/written-by.ts';
import type { TimeSpan } from '../series/time-window.ts';
import type { TextHeader } from './header.ts';
import { lineWarnings } from './line-warnings.ts';
import type { CountedRows } from './row-count.ts';

/** The rows of a file, either all counted or estimated from its first and last ones. */
export interface KnownRows extends CountedRows {
  readonly exact: boolean;
}

export interface TextNature {
  readonly header: TextHeader;
  /** Warnings from before the content was read. */
  readonly noticed: readonly FileWarning[];
}

/**
 * A file whose last line is cut was not written completely: `partial`. Warnings about lines require every line to be
 * counted.
 */
export function textFacts({ header, noticed }: TextNature, rows: KnownRows): FileFacts {
  return {
    format: 'OpenFAST text',
    completeness: rows.notes.cutLine > 0 ? 'partial' : 'complete',
    samples: rows.samples,
    series: header.names.length - 1,
    startTime: rows.start,
    endTime: rows.end,
    plannedEndTime: null,
    warnings: [...noticed, ...(rows.exact ? lineWarnings(rows) : []), ...unitWarnings(header)],
    writtenBy: writtenBy(header.preamble),
    description: descriptionOf(header.preamble),
  };
}

export function spanOf({ samples, start, end }: CountedRows): TimeSpan {
  return { start, end, step: samples > 1 ? (end - start) / (samples - 1) : 0 };
}

function unitWarnings({ names, unitsReadable }: TextHeader): FileWarning[] {
  if (unitsReadable) return [];
  const message = `the line of units does not have ${names.length} fields, so the units are empty`;
  return [{ code: 'UNITS_UNREADABLE', message, details: { names: names.length } }];
}
