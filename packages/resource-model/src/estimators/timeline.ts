import { type Bytes, bytes } from '../quantity.ts';

/** Below this share of the file what was measured says little; the model is believed instead. */
const FIRST_SHARE = 0.15;
/** On the extrapolation, for what the last pieces of a load add. */
const MARGIN = 1.04;
/** A straight line through one point and the baseline may be this far from what the model believes, either way. */
const DISAGREEMENT = 4;

export interface LoadProgress {
  /** Resident set of the worker now. */
  readonly resident: number;
  /** Its resident set before the load began. */
  readonly baseline: number;
  /** Bytes of the file read so far. */
  readonly bytesRead: number;
  /** Bytes of the file. */
  readonly size: number;
  /** What the high-water model predicts for the file. */
  readonly model: { readonly expected: number; readonly upper: number };
}

/**
 * The resident set that a load will end with, from how far it has come.
 *
 * Past 15 % of the file: 1.04 x (baseline + (resident - baseline) x size/bytesRead), kept between a quarter of
 * the model's expected value and four times its upper value, so that a reader which takes all its memory at the start, or
 * at the end, does not mislead by more. Before: the model's upper value. Never below what is resident already. After
 * the last byte: 1.04 x resident.
 */
export function extrapolateHighWater(progress: LoadProgress): Bytes {
  const { resident, baseline, bytesRead, size, model } = progress;
  const share = size > 0 ? Math.min(1, bytesRead / size) : 1;
  if (share >= 1) return limited(resident * MARGIN, resident);
  if (!(share >= FIRST_SHARE)) return limited(model.upper, resident);
  const line = MARGIN * (baseline + Math.max(0, resident - baseline) / share);
  const least = model.expected / DISAGREEMENT;
  return limited(Math.min(Math.max(line, least), Math.max(least, model.upper * DISAGREEMENT)), resident);
}

function limited(value: number, least: number): Bytes {
  return bytes(Math.min(Math.max(value, least, 0), Number.MAX_SAFE_INTEGER));
}
