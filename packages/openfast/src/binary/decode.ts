/** Little-endian as on disk, read in place where the machine is little-endian too (all that Node runs on but s390x). */
const HOST_IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Brings little-endian numbers of `width` bytes into the machine's order, in place, so that a typed view reads
 * them. The second argument of the pair exists for machines of the other order.
 */
export function toHostOrder(
  bytes: Buffer,
  width: 2 | 4 | 8,
  hostIsLittleEndian: boolean = HOST_IS_LITTLE_ENDIAN,
): void {
  if (hostIsLittleEndian) return;
  if (width === 2) bytes.swap16();
  else if (width === 4) bytes.swap32();
  else bytes.swap64();
}

/** A column within rows of `width` values, from `firstRow` on. */
export interface ColumnSlice {
  readonly width: number;
  readonly column: number;
  readonly firstRow: number;
}

/**
 * value = (packed - offset) / scale, in float64, for as many rows as `out` takes. A scale or an offset that is
 * no usable number (OpenFAST writes NaN for a channel that had a NaN) gives NaN.
 */
export function decodePacked(
  packed: Int16Array,
  slice: ColumnSlice,
  scaling: { readonly scale: number; readonly offset: number },
  out: Float64Array,
): void {
  const { scale, offset } = scaling;
  if (!isUsable(scale, offset)) {
    out.fill(Number.NaN);
    return;
  }
  const { width, column, firstRow } = slice;
  let at = firstRow * width + column;
  for (let row = 0; row < out.length; row += 1) {
    out[row] = ((packed[at] as number) - offset) / scale;
    at += width;
  }
}

/** True when packed values can be turned into numbers with these. */
export function isUsable(scale: number, offset: number): boolean {
  return scale !== 0 && Number.isFinite(scale) && Number.isFinite(offset);
}

/** Values that were written as they are (ID 3). */
export function decodePlain(values: Float64Array, slice: ColumnSlice, out: Float64Array): void {
  const { width, column, firstRow } = slice;
  let at = firstRow * width + column;
  for (let row = 0; row < out.length; row += 1) {
    out[row] = values[at] as number;
    at += width;
  }
}

/** time = start + i * step: one rounding each, never a running sum. */
export function linearTimes(start: number, step: number, firstSample: number, out: Float64Array): void {
  for (let row = 0; row < out.length; row += 1) out[row] = start + (firstSample + row) * step;
}

/** time = (packed - offset) / scale (ID 1). */
export function packedTimes(
  packed: Int32Array,
  firstRow: number,
  clock: { readonly scale: number; readonly offset: number },
  out: Float64Array,
): void {
  for (let row = 0; row < out.length; row += 1) {
    out[row] = ((packed[firstRow + row] as number) - clock.offset) / clock.scale;
  }
}
