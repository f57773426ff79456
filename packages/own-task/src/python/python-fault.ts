import path from 'node:path';
import type { Fault } from '@ballast/resource-model';
import type { PythonError } from './python-answer.ts';

/** Lines of the traceback that a report shows. */
const SHOWN = 8;

/** The exception by its name and its place: `ValueError: bad file (proc.py, line 7, in process)`. */
export function pythonFault(error: PythonError, log: string | null): Fault {
  const { type, message, frames, lines } = error;
  const last = frames.at(-1);
  const where =
    last === undefined ? '' : ` (${path.basename(last.file)}, line ${last.line}, in ${last.name})`;
  return {
    code: 'TASK_RAISED',
    message: `${message === '' ? type : `${type}: ${message}`}${where}`,
    hint: log === null ? 'call the function by hand with the same input' : `the whole traceback is in ${log}`,
    details: { exception: type, lines: lines.slice(-SHOWN), ...(log === null ? {} : { log }) },
  };
}
