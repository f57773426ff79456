import { closeSync, futimesSync, openSync, writeSync } from 'node:fs';
import { BinaryEncoder } from './binary-encoder.ts';
import type { Encoder } from './encoder.ts';
import { Expectation, type Expected } from './expectation.ts';
import type { FileSpec } from './file-spec.ts';
import { LineEncoder } from './line-encoder.ts';
import { Signals } from './signals.ts';

export interface Written {
  readonly bytes: number;
  readonly expected: readonly Expected[];
}

/** Number of values in a block: what fits into a core's own cache. */
const BLOCK_VALUES = 16 * 1024;
/** In seconds. */
const SET_BACK = 3600;

/** Writes one file block by block. `expected` is empty unless requested: computing it takes as long as the writing. */
export function writeFile(spec: FileSpec, expect: boolean): Written {
  const width = spec.kinds.length;
  const signals = new Signals(spec.kinds, spec.step, spec.seed);
  const encoder: Encoder =
    spec.format === 'out' ? new LineEncoder(spec) : new BinaryEncoder(spec, signals.bounds);
  const expectation = expect ? new Expectation(spec.kinds) : null;
  const most = Math.max(1, Math.floor(BLOCK_VALUES / width));
  const values = new Float64Array(most * width);
  const file = openSync(spec.path, 'w');
  try {
    let bytes = writeAll(file, encoder.header());
    for (let first = 0; first < spec.rows; first += most) {
      const count = Math.min(most, spec.rows - first);
      signals.next(count, values);
      bytes += writeAll(file, encoder.rows(first, count, values));
      expectation?.add(values, count);
    }
    setBack(file);
    return { bytes, expected: expectation?.result() ?? [] };
  } finally {
    closeSync(file);
  }
}

/** A file that was written just now makes its reader wait for further writes: this one looks as after a night of simulations. */
function setBack(file: number): void {
  const written = Date.now() / 1000 - SET_BACK;
  futimesSync(file, written, written);
}

function writeAll(file: number, bytes: Uint8Array): number {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done);
  return bytes.length;
}
