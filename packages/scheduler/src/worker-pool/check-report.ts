import { type FaultClass, isFault } from '@ballast/resource-model';
import { COMPLETENESS, MOST_NOTES } from '../core/state/tasks/outcome.ts';
import { LONGEST_DETAILS, LONGEST_TEXT } from '../worker/messages.ts';
import { asObject, isAmount, isCount, isText } from './check-values.ts';

/** Most files that one attempt writes: its result, and one for each table of time series. */
const MOST_FILES = 10_000;
const CLASSES: ReadonlySet<unknown> = new Set<FaultClass>([
  'seat',
  'input-missing',
  'input-unavailable',
  'input-changed',
  'wrong-format',
  'wrong-version',
  'no-results',
  'storage-full',
  'output',
]);

/** Why a value is not the report of an attempt; null if it is one. */
export function wrongInReport(value: unknown): string | null {
  const report = asObject(value);
  if (report === null) return 'expected a report, found none';
  const measures = wrongInMeasures(report.measures);
  if (measures !== null) return measures;
  switch (report.kind) {
    case 'succeeded':
      return wrongInFindings(report);
    case 'failed':
      return wrongInFault(report.fault);
    default:
      return "expected a report of kind 'succeeded' or 'failed'";
  }
}

const OPTIONAL_MEASURES = ['coreWait', 'kept', 'startTime', 'gateTime', 'pausedTime', 'writeTime'];

function wrongInMeasures(value: unknown): string | null {
  const measures = asObject(value);
  if (measures === null) return 'expected the measures of the attempt, found none';
  const { highWater } = measures;
  if (highWater !== null && !isAmount(highWater))
    return wrongField('measures.highWater', 'an amount or null');
  for (const name of OPTIONAL_MEASURES) {
    if (measures[name] !== undefined && !isAmount(measures[name]))
      return wrongField(`measures.${name}`, 'an amount');
  }
  for (const name of ['loadTime', 'computeTime', 'bytesRead']) {
    if (!isAmount(measures[name])) return wrongField(`measures.${name}`, 'an amount');
  }
  return null;
}

function wrongInFindings(report: Partial<Record<string, unknown>>): string | null {
  const { result, problems, notes, completeness, files } = report;
  if (result !== null && !isText(result)) return wrongField('result', 'a name or null');
  if (!isCount(problems)) return wrongField('problems', 'a count');
  if (!COMPLETENESS.some((one) => one === completeness))
    return wrongField('completeness', `one of ${COMPLETENESS.join(', ')}`);
  if (!Array.isArray(notes) || notes.length > MOST_NOTES || !notes.every(isNote))
    return wrongField('notes', `a list of at most ${MOST_NOTES} notes`);
  if (files !== undefined && !(Array.isArray(files) && files.length <= MOST_FILES && files.every(isFile)))
    return wrongField('files', 'a list of files with their sizes and digests');
  return null;
}

function isNote(value: unknown): boolean {
  const note = asObject(value);
  if (note === null) return false;
  return (note.kind === 'problem' || note.kind === 'warning') && isText(note.code) && isText(note.message);
}

function isFile(value: unknown): boolean {
  const file = asObject(value);
  if (file === null) return false;
  const { name, bytes, sha256 } = file;
  return isText(name) && isCount(bytes) && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256);
}

function wrongInFault(fault: unknown): string | null {
  if (!isFault(fault)) return wrongField('fault', 'a fault with its code');
  if (!isText(fault.code) || !isText(fault.message) || (fault.hint !== undefined && !isText(fault.hint)))
    return wrongField('fault', `texts of at most ${LONGEST_TEXT} characters`);
  if (fault.class !== undefined && !CLASSES.has(fault.class))
    return wrongField('fault.class', 'a known class');
  const details = fault.details === undefined ? {} : asObject(fault.details);
  if (details === null || JSON.stringify(details).length > LONGEST_DETAILS)
    return wrongField('fault.details', 'an object that is not too large');
  return null;
}

function wrongField(name: string, expected: string): string {
  return `expected ${expected} in the field ${name} of the report`;
}
