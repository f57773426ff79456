import type { FileResult } from '@ballast/results-model';
import type { WrittenFile } from '@ballast/scheduler/worker';
import { digestOf, type Written } from '../../files/digest.ts';
import type { InputIdentity } from '../../inputs/identity.ts';
import type { Extracted, WrittenSamples } from '../extract-input.ts';
import type { MakeLines } from './made-lines.ts';
import { resultBytes } from './result-bytes.ts';
import { samplesOf } from './samples-of.ts';
import type { Segment } from './segment.ts';
import { writeResult } from './stored-result.ts';

/** Where a result is written. */
export interface ResultPlace {
  /** Absolute path. */
  readonly file: string;
  /** Its name in the journal. */
  readonly name: string;
}

/**
 * Writes what was extracted from an input, the time series first: a result file never exists without them. Returns what the
 * journal records; throws the system's error.
 */
export async function writeExtracted(
  { result, writeSamples }: Extracted,
  source: InputIdentity,
  { file, name }: ResultPlace,
): Promise<readonly WrittenFile[]> {
  const samples = await writeSamples(file);
  return writtenFiles(name, await writeResult(file, result, source), samples);
}

/** Where a result is appended. */
export interface ResultEnd {
  readonly segment: Segment;
  readonly task: number;
  readonly attempt: number;
  /** Absent for a result without lines. */
  readonly makeLines?: MakeLines | null;
}

/** Appends what was extracted, which has no time series, to the results of this worker. Throws the system's error. */
export function appendExtracted(
  { result }: Extracted,
  source: InputIdentity,
  to: ResultEnd,
): readonly WrittenFile[] {
  return [appendResult(result, source, to)];
}

/** The same for a result that was made elsewhere. */
export function appendResult(result: FileResult, source: InputIdentity, to: ResultEnd): WrittenFile {
  const content = resultBytes({ ...result, source }, to.makeLines?.(result) ?? []);
  return { name: to.segment.append(content, to), ...digestOf(content) };
}

/** The files of a result as the journal names them: the result first. */
export function writtenFiles(name: string, result: Written, samples: WrittenSamples): WrittenFile[] {
  return [
    { name, ...result },
    ...[...samples].map(([planned, written]) => ({ name: samplesOf(name, planned), ...written })),
  ];
}
