import type { FileWarning } from '@ballast/results-model';
import type { CountedRows } from './row-count.ts';
import type { LineNotes } from './row-walker.ts';

/** Warnings about lines that were left out or out of order. */
export function lineWarnings({ notes, backward, firstBackward }: CountedRows): FileWarning[] {
  return [...lostLines(notes), ...restarts(notes), ...backwardRows(backward, firstBackward)];
}

function lostLines({ skipped, firstSkipped, cutLine }: LineNotes): FileWarning[] {
  const warnings: FileWarning[] = [];
  if (skipped > 0) {
    warnings.push({
      code: 'LINE_SKIPPED',
      message: `${skipped} ${skipped === 1 ? 'line is not a complete row of numbers and was' : 'lines are not complete rows of numbers and were'} left out, first in line ${firstSkipped}`,
      details: { count: skipped, line: firstSkipped },
    });
  }
  if (cutLine > 0) {
    warnings.push({
      code: 'LAST_LINE_CUT',
      message: `the last line (${cutLine}) is cut and was left out: the simulation was stopped while writing, or is still running`,
      details: { line: cutLine },
    });
  }
  return warnings;
}

function restarts({ restarts: count, firstRestart: line }: LineNotes): FileWarning[] {
  if (count === 0) return [];
  const message = `the simulation was continued from a checkpoint, first in line ${line}`;
  return [{ code: 'RESTARTED', message, details: { count, line } }];
}

function backwardRows(count: number, line: number): FileWarning[] {
  if (count === 0) return [];
  const message = `${count} rows are not later than the row before, first in line ${line}; all rows were kept`;
  return [{ code: 'TIMES_NOT_INCREASING', message, details: { count, line } }];
}
