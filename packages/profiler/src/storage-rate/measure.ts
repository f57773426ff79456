import { MIB } from '@ballast/resource-model';
import { hostPlatform } from '../platform/host-platform.ts';
import { largestFiles } from './largest-files.ts';
import { writeOwnFile } from './own-file.ts';
import { readTogether } from './read-together.ts';
import { divide, type FileSize, type Segment } from './segments.ts';

/** The rate with one number of concurrent readers. */
export interface StorageRate {
  readonly readers: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly bytesPerSecond: number;
  /** Share of the bytes that came from storage, not from the page cache, 0 to 1; null if the system does not report it. */
  readonly fromStorage: number | null;
}

export type StorageMeasurement =
  | {
      readonly measured: true;
      /** What was read: existing files, or one file written for this measurement. */
      readonly read: 'files' | 'own-file';
      readonly files: number;
      /** Whether the system was asked to drop the files from its cache before each row; it may not have done so. */
      readonly dropped: boolean;
      readonly rates: readonly StorageRate[];
      readonly problems: readonly string[];
    }
  | { readonly measured: false; readonly reason: string };

const READERS = [1, 2, 4, 8] as const;
/** Bytes and milliseconds after which one row ends. */
const MOST_BYTES = 256 * MIB;
const LONGEST = 1500;
/** With fewer bytes than this in total, a file is written for the measurement. */
const ENOUGH = 128 * MIB;
const SEARCH = { mostEntries: 20_000, deepest: 6, smallest: 4 * MIB } as const;
const OWN_FILE = 384 * MIB;

/**
 * Reads the files of a folder, or a file written there, with 1, 2, 4 and 8 concurrent readers. Takes about six seconds and
 * reads at most 1 GiB; removes the file that it has written.
 */
export async function measureStorage(directory: string, signal: AbortSignal): Promise<StorageMeasurement> {
  const found = await largestFiles(directory, SEARCH);
  const total = found.reduce((sum, { size }) => sum + size, 0);
  if (total >= ENOUGH) return measureFiles(found, { read: 'files', signal });
  const own = await writeOwnFile(directory, { size: OWN_FILE, signal });
  if (!own.ok) return { measured: false, reason: own.reason };
  try {
    return await measureFiles([own.file], { read: 'own-file', signal });
  } finally {
    await own.remove();
  }
}

async function measureFiles(
  files: readonly FileSize[],
  { read, signal }: { readonly read: 'files' | 'own-file'; readonly signal: AbortSignal },
): Promise<StorageMeasurement> {
  const lists = divide(files, { lists: READERS.length, most: MOST_BYTES });
  const rates: StorageRate[] = [];
  const problems = new Set<string>();
  let dropped = true;
  for (const [i, readers] of READERS.entries()) {
    if (signal.aborted) return { measured: false, reason: 'interrupted' };
    const segments = lists[i] ?? [];
    dropped = namesOf(segments).every((file) => hostPlatform().dropFromCache(file)) && dropped;
    const { rate, problem } = await measureOnce(segments, readers);
    if (rate !== null) rates.push(rate);
    if (problem !== null) problems.add(problem);
  }
  if (rates.length === 0) return { measured: false, reason: [...problems].join('; ') };
  return {
    measured: true,
    read,
    files: namesOf(lists.flat()).length,
    dropped,
    rates,
    problems: [...problems],
  };
}

function namesOf(segments: readonly Segment[]): readonly string[] {
  return [...new Set(segments.map(({ file }) => file))];
}

async function measureOnce(
  segments: readonly Segment[],
  readers: number,
): Promise<{ readonly rate: StorageRate | null; readonly problem: string | null }> {
  const platform = hostPlatform();
  const before = platform.bytesFetched();
  const { bytes, seconds, problem } = await readTogether(segments, { readers, longest: LONGEST });
  const after = platform.bytesFetched();
  if (bytes === 0) return { rate: null, problem };
  // Read-ahead may fetch slightly more than was read.
  const fromStorage = before === null || after === null ? null : Math.min(1, (after - before) / bytes);
  return { rate: { readers, bytes, seconds, bytesPerSecond: bytes / seconds, fromStorage }, problem };
}
