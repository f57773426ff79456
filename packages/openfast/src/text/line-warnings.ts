import type { FileWarning } from '@ballast/results-model';
import type { TextHeader } from './head/header.ts';
import { isTimeName } from './head/unit-words.ts';
import type { LineNotes } from './line-notes.ts';
import type { CountedRows } from './row-count.ts';
import type { Gaps } from './step-check.ts';

/** Warnings about lines that were left out or out of order, and about rows that are missing between them. */
export function lineWarnings(header: TextHeader, rows: CountedRows): FileWarning[] {
  const { notes, samples } = rows;
  return [
    ...lostLines(notes),
    ...otherHeads(header, rows),
    ...restarts(notes, rows.replaced),
    ...backwardRows(rows),
    ...(isTimeName(header.names[0]) ? missingRows(rows.gaps, samples) : []),
  ];
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

function otherHeads({ namesLine }: TextHeader, { notes, samples }: CountedRows): FileWarning[] {
  const { secondHead, repeatedHeads, firstRepeatedHead } = notes;
  const warnings: FileWarning[] = [];
  if (repeatedHeads > 0) {
    const times = repeatedHeads === 1 ? 'once' : `${repeatedHeads} times`;
    warnings.push({
      code: 'HEAD_REPEATED',
      message: `the head of line ${namesLine} is repeated ${times}, first in line ${firstRepeatedHead}, above rows that go on`,
      details: { count: repeatedHeads, line: firstRepeatedHead },
    });
  }
  if (secondHead > 0) {
    warnings.push({
      code: 'SECOND_HEAD',
      message: `line ${secondHead} begins another run below the head of line ${namesLine}; only the ${samples} rows between them were used`,
      details: { line: secondHead, firstHead: namesLine, samples },
    });
  }
  return warnings;
}

function restarts({ restarts: count, firstRestart: line }: LineNotes, replaced: number): FileWarning[] {
  if (count === 0) return [];
  const tail =
    replaced === 0 ? '' : `; ${replaced} rows before it were replaced by later rows of the same times`;
  const message = `the simulation was continued from a checkpoint, first in line ${line}${tail}`;
  return [{ code: 'RESTARTED', message, details: { count, line, replaced } }];
}

function backwardRows({ backward: count, firstBackward: line, samples }: CountedRows): FileWarning[] {
  if (count === 0) return [];
  const message = `${count} of ${samples} rows are not later than the rows before, first in line ${line}; all rows were kept`;
  return [{ code: 'TIMES_NOT_INCREASING', message, details: { count, line } }];
}

function missingRows({ count, missing, line }: Gaps, samples: number): FileWarning[] {
  if (count === 0) return [];
  const gaps = count === 1 ? '1 gap' : `${count} gaps`;
  const message = `the times have ${gaps} in which about ${missing} rows are missing beside the ${samples} that are there, first before line ${line}`;
  return [{ code: 'TIMES_GAP', message, details: { count, missing, line } }];
}
