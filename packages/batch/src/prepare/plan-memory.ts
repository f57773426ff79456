import type { ReaderName } from '@ballast/config';
import { isFault } from '@ballast/resource-model';
import { type HeaderFacts, planBytes, type ReadPlan } from '@ballast/results-model';
import type { HeaderMemory } from '@ballast/scheduler';
import type { Input } from '../inputs/list.ts';
import { heldBySize } from './reader-traits.ts';

type Sized = Pick<Input, 'path' | 'size'>;

/** Largest buffer of the OrcaFlex reader for the values of one call of the library. */
const ORCAFLEX_BUFFER = 16 * 1024 * 1024;
/** Fewest bytes of an OrcaFlex file per sample, a few hundred logged numbers of 4 bytes; gives an upper estimate of its samples. */
const ORCAFLEX_SAMPLE = 1024;
/** A number takes 4 bytes in the log and 8 in memory. */
const ORCAFLEX_GROWTH = 2;

/** Most headers that are read before a batch begins: a few KB each, but slow to read from distant storage. */
const MOST_PROBED = 1000;
/** No further header is read after this time, in milliseconds. */
const LONGEST_PROBING = 3000;

export interface MemoryToPlan {
  readonly reader: ReaderName;
  readonly plan: ReadPlan;
  /** Of tasks of the user's own: what their memory depends on; null for the sizes of the inputs. */
  readonly feature?: Float64Array | null;
}

/** A feature may be any number: as memory it is taken to be megabytes, and what is learned corrects that. */
const FEATURE_UNIT = 1024 * 1024;

function ofTasks(inputs: readonly Sized[], feature: Float64Array | null): HeaderMemory {
  const held = Float64Array.from(inputs, ({ size }, i) =>
    feature === null ? size : (feature[i] ?? 0) * FEATURE_UNIT,
  );
  return { held, arrays: new Float64Array(inputs.length) };
}

/**
 * What is known about the memory of each input before it is read, in bytes: `held`, what its reader keeps of the file, and
 * `arrays`, what the read plan needs besides: whole series that are kept for linked statistics and time series, and the
 * buffer of a call. The header of an OpenFAST file contains its number of samples, its number of channels and the width of a
 * value; of more than 1,000 files a part is probed, and the others count by their size with the largest share of file size
 * that was found. An OrcaFlex file does not show any of that without its library, so its size is used.
 */
export async function planMemory(
  { reader, plan, feature = null }: MemoryToPlan,
  inputs: readonly Sized[],
): Promise<HeaderMemory> {
  if (reader === 'openfast') return ofOpenfastFiles(plan, inputs);
  if (reader === 'one') return ofReports(plan, inputs);
  if (reader === 'own-task') return ofTasks(inputs, feature);
  return { held: Float64Array.from(inputs, ({ size }) => size), arrays: ofOrcaflexFiles(plan, inputs) };
}

/** A number takes at least two characters in a report, and 8 bytes in memory. */
const REPORT_GROWTH = 4;

/** Reports are read in pieces. */
function ofReports(plan: ReadPlan, inputs: readonly Sized[]): HeaderMemory {
  const kept = keepsNothing(plan) ? 0 : REPORT_GROWTH;
  return {
    held: Float64Array.from(inputs, ({ size }) => heldBySize('one', size)),
    arrays: Float64Array.from(inputs, ({ size }) => kept * size),
  };
}

/** A plan that keeps nothing of one sample keeps nothing of any. */
function keepsNothing(plan: ReadPlan): boolean {
  return planBytes(plan, { samples: 1, series: 1 }, 0) === 0;
}

/** Evaluates the plan once, not for each of perhaps a hundred thousand files: its memory is linear in the number of samples. */
function ofOrcaflexFiles(plan: ReadPlan, inputs: readonly Sized[]): Float64Array {
  const taken = (samples: number, buffer: number): number | null =>
    planBytes(plan, { samples, series: null }, buffer);
  const [none, one, held] = [taken(0, 0), taken(1, 0), taken(1, Number.MAX_SAFE_INTEGER)];
  if (none === null || one === null || held === null) {
    // The plan keeps every series of the file, and their number is unknown.
    const kept = keepsNothing(plan) ? 0 : ORCAFLEX_GROWTH;
    return Float64Array.from(
      inputs,
      ({ size }) => kept * size + Math.min(ORCAFLEX_BUFFER, ORCAFLEX_GROWTH * size),
    );
  }
  return Float64Array.from(inputs, ({ size }) => {
    const samples = Math.ceil(size / ORCAFLEX_SAMPLE);
    return none + samples * (one - none) + Math.min(ORCAFLEX_BUFFER, samples * (held - one));
  });
}

async function ofOpenfastFiles(plan: ReadPlan, inputs: readonly Sized[]): Promise<HeaderMemory> {
  const { openfast } = await import('@ballast/openfast');
  const takenBy = remembered(({ samples, series }: HeaderFacts) => planBytes(plan, { samples, series }, 0));
  const held = Float64Array.from(inputs, ({ size }) => heldBySize('openfast', size));
  const arrays = new Float64Array(inputs.length).fill(Number.NaN);
  const step = Math.ceil(inputs.length / MOST_PROBED);
  const until = performance.now() + LONGEST_PROBING;
  let share = 0;
  for (let i = 0; i < inputs.length && performance.now() < until; i += step) {
    const header = probed(() => openfast.probe(inputs[i]?.path ?? ''));
    const bytes = header === null ? null : takenBy(header);
    if (header === null || bytes === null) continue;
    held[i] = header.held ?? header.size;
    arrays[i] = bytes;
    share = Math.max(share, bytes / Math.max(1, header.size));
  }
  return {
    held,
    arrays: arrays.map((bytes, i) => (Number.isNaN(bytes) ? share * (inputs[i]?.size ?? 0) : bytes)),
  };
}

/** Files of one batch often have equal headers. */
function remembered(taken: (header: HeaderFacts) => number | null): (header: HeaderFacts) => number | null {
  const known = new Map<string, number | null>();
  return (header) => {
    const alike = `${header.samples} ${header.series}`;
    const bytes = known.get(alike);
    if (bytes !== undefined) return bytes;
    known.set(alike, taken(header));
    return known.get(alike) ?? null;
  };
}

/** Null for a file that cannot be read: its attempt will report why. */
function probed<Facts>(probe: () => Facts): Facts | null {
  try {
    return probe();
  } catch (error) {
    if (isFault(error)) return null;
    throw error;
  }
}
