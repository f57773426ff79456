import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';

export interface KernelUnits {
  /** Bytes of a page in /proc/PID/statm. */
  readonly pageSize: number;
  /** Ticks per second of the times in /proc/PID/stat. */
  readonly ticksPerSecond: number;
}

const AT_PAGESZ = 6n;
const AT_CLKTCK = 17n;
// The page size of x86-64, and the tick rate that the kernel has shown to user programs on every architecture since 2.6.
const USUAL: KernelUnits = { pageSize: 4096, ticksPerSecond: 100 };

/**
 * The units of /proc, from the auxiliary vector that the kernel passed to this process (getauxval(3)): the values of
 * sysconf(3) without a native call. The usual values if the vector cannot be read.
 */
export function kernelUnits(root: string): KernelUnits {
  let vector: Buffer;
  try {
    vector = readFileSync(join(root, 'proc/self/auxv'));
  } catch {
    return USUAL;
  }
  let { pageSize, ticksPerSecond } = USUAL;
  // Pairs of 64-bit words; 32-bit builds fall back to the usual values.
  for (let offset = 0; offset + 16 <= vector.length; offset += 16) {
    const type = readWord(vector, offset);
    const value = Number(readWord(vector, offset + 8));
    if (type === AT_PAGESZ && isPowerOfTwo(value)) pageSize = value;
    if (type === AT_CLKTCK && value > 0 && value <= 10_000) ticksPerSecond = value;
  }
  return { pageSize, ticksPerSecond };
}

function readWord(vector: Buffer, offset: number): bigint {
  return endianness() === 'LE' ? vector.readBigUInt64LE(offset) : vector.readBigUInt64BE(offset);
}

function isPowerOfTwo(value: number): boolean {
  return value >= 1024 && value <= 2 ** 20 && Number.isInteger(Math.log2(value));
}
