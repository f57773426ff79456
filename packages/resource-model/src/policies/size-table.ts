import { FaultError } from '../fault.ts';

/** One row of a table: the number of workers for files whose mean size is below `below` bytes. */
export interface SizeThreshold {
  /** Bytes; null in the last row: no limit. */
  readonly below: number | null;
  readonly workers: number;
}

/**
 * The table that digitalmodel documents: 30 workers below 100 MB, 20 below 500 MB, 15 below 1 GB, otherwise 10. It is
 * included so that its choice can be compared. Start-up cost explains the measurements behind it; file size does not.
 */
export const DIGITALMODEL_SIZE_TABLE: readonly SizeThreshold[] = [
  { below: 100e6, workers: 30 },
  { below: 500e6, workers: 20 },
  { below: 1e9, workers: 15 },
  { below: null, workers: 10 },
];

/**
 * The number of workers for a batch, by the mean size of its files. Fault `SIZE_TABLE_INVALID` unless the limits
 * increase, the last row has none, and every row has at least one worker.
 */
export function sizeTable(meanSize: number, thresholds: readonly SizeThreshold[]): number {
  check(thresholds);
  const row = thresholds.find(({ below }) => below === null || meanSize < below);
  return row?.workers ?? 1;
}

function check(thresholds: readonly SizeThreshold[]): void {
  let before = 0;
  thresholds.forEach(({ below, workers }, i) => {
    const last = i === thresholds.length - 1;
    const rises = last ? below === null : below !== null && below > before;
    if (!rises || !Number.isInteger(workers) || workers < 1)
      throw invalid(`row ${i + 1} is out of order`, thresholds);
    before = below ?? before;
  });
  if (thresholds.length === 0) throw invalid('it has no rows', thresholds);
}

function invalid(problem: string, thresholds: readonly SizeThreshold[]): FaultError {
  return new FaultError({
    code: 'SIZE_TABLE_INVALID',
    message: `the table of workers by file size cannot be used: ${problem}`,
    hint: 'give increasing limits in bytes, null as the last one, and at least one worker in every row',
    details: { thresholds },
  });
}
