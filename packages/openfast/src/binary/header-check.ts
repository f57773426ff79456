import { FaultError } from '@ballast/resource-model';
import type { HeaderSource } from './header-source.ts';

/** A field by its name in the format's documentation, and its byte position. */
interface Finding {
  readonly field: string;
  readonly at: number;
  readonly found: number;
}

interface Range {
  readonly lowest: number;
  readonly highest: number;
}

const RERUN = 'run the simulation again, or leave the file out of the batch';

/** Fault `HEADER_IMPLAUSIBLE` unless the number is within the range, including both ends. */
export function checkRange(source: HeaderSource, finding: Finding, { lowest, highest }: Range): void {
  if (finding.found >= lowest && finding.found <= highest) return;
  const expected = highest === Infinity ? `${lowest} or more` : `${lowest} to ${highest}`;
  throw implausibleFault(source, finding, expected);
}

/** Fault `HEADER_IMPLAUSIBLE` for NaN and infinities. */
export function checkFinite(source: HeaderSource, finding: Finding): void {
  if (!Number.isFinite(finding.found)) throw implausibleFault(source, finding, 'a usable number');
}

function implausibleFault({ path }: HeaderSource, finding: Finding, expected: string): FaultError {
  const { field, at, found } = finding;
  return new FaultError({
    code: 'HEADER_IMPLAUSIBLE',
    message: `${path} has a damaged header: ${field} at byte ${at} is ${found}, expected ${expected}`,
    hint: `the file is damaged or not an OpenFAST binary file: ${RERUN}`,
    details: { path, field, at, expected, found: String(found) },
  });
}

/** The file ends inside its header. */
export function headerCutFault(source: HeaderSource, needed: number, samples: number | null): FaultError {
  return truncated(source, { what: 'its header alone takes', needed, rows: 0, samples });
}

/** The file ends before the last row that its header announces. */
export function dataCutFault(source: HeaderSource, cut: Omit<Truncation, 'what'>): FaultError {
  return truncated(source, { what: 'its header announces', ...cut });
}

interface Truncation {
  readonly what: string;
  /** Bytes. */
  readonly needed: number;
  /** Complete rows in the file. */
  readonly rows: number;
  /** Rows that the header announces; null if the header itself is cut before that number. */
  readonly samples: number | null;
}

function truncated({ path, size }: HeaderSource, { what, needed, rows, samples }: Truncation): FaultError {
  const have = samples === null ? '' : `; it contains ${rows} of ${samples} rows`;
  return new FaultError({
    code: 'FILE_TRUNCATED',
    message: `${path} is truncated: ${what} ${needed} bytes, but the file has ${size}${have}`,
    hint: `the simulation was stopped while writing, or the disk was full: ${RERUN}`,
    details: { path, expectedBytes: needed, foundBytes: size, wholeRows: rows, rows: samples },
  });
}
