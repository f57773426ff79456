import { type Bytes, bytes } from '../quantity.ts';

/** Below this share of the file the measurement is too uncertain, so the model is used. */
const FIRST_SHARE = 0.15;
/** Added to the extrapolation for what the last pieces of a load add. */
const MARGIN = 1.04;
/** The extrapolation is not below the model by more than this factor. */
const DISAGREEMENT = 4;

export interface LoadProgress {
  /** Current resident set of the worker. */
  readonly resident: number;
  /** Its resident set before the load began. */
  readonly baseline: number;
  /** Bytes of the file read so far. */
  readonly bytesRead: number;
  /** Size of the file in bytes. */
  readonly size: number;
  /** The prediction of the high-water model for the file. */
  readonly model: { readonly expected: number; readonly upper: number };
}

/**
 * The resident set that a load will end with, extrapolated from its progress.
 *
 * Above 15 % of the file: 1.04 x (baseline + (resident - baseline) x size/bytesRead), but at least a quarter of the model's
 * expected value, for a reader that allocates its memory at the end. It has no upper limit: a file that needs many times
 * what the model expects is the one for which it matters. Below: the model's upper value. Never below the current resident set. After the
 * last byte: 1.04 x resident.
 */
export function extrapolateHighWater(progress: LoadProgress): Bytes {
  const { resident, baseline, bytesRead, size, model } = progress;
  const share = size > 0 ? Math.min(1, bytesRead / size) : 1;
  if (share >= 1) return limited(resident * MARGIN, resident);
  if (!(share >= FIRST_SHARE)) return limited(model.upper, resident);
  const line = MARGIN * (baseline + Math.max(0, resident - baseline) / share);
  const least = model.expected / DISAGREEMENT;
  return limited(Math.max(line, least), resident);
}

export interface Covering {
  /** Memory that is set aside for the load. */
  readonly reserved: number;
  /** What it will hold in the end, by `extrapolateHighWater`. */
  readonly full: number;
  readonly baseline: number;
  readonly size: number;
}

/** The bytes that a load can read within its reservation, if memory grows in proportion to them. */
export function bytesCovered({ reserved, full, baseline, size }: Covering): number {
  if (reserved >= full) return size;
  const from = Math.min(baseline, full);
  return Math.floor((size * Math.max(0, reserved - from)) / (full - from));
}

function limited(value: number, least: number): Bytes {
  return bytes(Math.min(Math.max(value, least, 0), Number.MAX_SAFE_INTEGER));
}
