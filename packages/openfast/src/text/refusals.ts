import { FaultError } from '@ballast/resource-model';
import { foreignByName } from '../files/foreign.ts';
import type { HeaderAbsence } from './head/header.ts';

const CHECK_MESSAGES =
  'the simulation ended before its first output: check its own messages, then run it again';

/**
 * Why a text has no header: `FORMAT_UNKNOWN` or `FORMAT_FOREIGN` (it is not this format), `NO_SAMPLES` (it ends before its
 * first row), `ROWS_UNREADABLE` (the lines below its names are not rows), `COLUMNS_DISAGREE`, `DECIMAL_COMMAS`.
 */
export function headerFault(path: string, absence: HeaderAbsence): FaultError {
  switch (absence.kind) {
    case 'none':
      return foreignByName(path) ?? unknownFault(path);
    case 'no-rows':
      return noSamplesFault(path, absence.names);
    case 'no-number':
      return new FaultError({
        code: 'ROWS_UNREADABLE',
        message: `${path} has ${absence.names} column names, but the lines below them do not begin with a number: line ${absence.line} begins with "${absence.text}"`,
        hint: 'the first column must be a time written as a number, with blanks, tabs or commas between the columns: check the program that wrote the file',
        details: { path, names: absence.names, line: absence.line, text: absence.text },
      });
    case 'widths':
      return new FaultError({
        code: 'COLUMNS_DISAGREE',
        message: `${path} has ${absence.names} column names in line ${absence.namesLine}, but the rows below them have ${absence.columns} columns (first in line ${absence.rowLine})`,
        hint: 'which name belongs to which column is unknown: correct the line of names, or write the file again',
        details: { ...absence, path },
        ...(absence.timed ? {} : { class: 'wrong-format' as const }),
      });
    case 'decimal-comma':
      return new FaultError({
        code: 'DECIMAL_COMMAS',
        message: `${path} has numbers with a decimal comma: line ${absence.line} begins with "${absence.text}"`,
        hint: 'write the file with decimal points',
        details: { path, line: absence.line, text: absence.text },
      });
  }
}

/** The simulation wrote names and nothing else. */
export function noSamplesFault(path: string, names: number): FaultError {
  return new FaultError({
    code: 'NO_SAMPLES',
    message: `${path} has ${names} column names but no row of ${names} numbers below them`,
    hint: CHECK_MESSAGES,
    details: { path, names },
  });
}

/** It has names above rows, but they are not the samples of a simulation. */
export function noSeriesFault(path: string, why: string): FaultError {
  return new FaultError({
    code: 'NO_TIME_SERIES',
    message: `${path} is not a time series: ${why}`,
    hint: 'check that the pattern of the batch matches result files (.outb, .out) only',
    details: { path, why },
    class: 'wrong-format',
  });
}

function unknownFault(path: string): FaultError {
  return new FaultError({
    code: 'FORMAT_UNKNOWN',
    message: `${path} is not an OpenFAST output: it has neither a FileID of 1 to 4 at its start nor a line of names above rows of numbers`,
    hint: 'check that the pattern of the batch matches result files (.outb, .out) only',
    details: { path },
    class: 'wrong-format',
  });
}
