/**
 * Numbers are little-endian on disk, and are read in place on little-endian machines (everything that Node runs on
 * except s390x).
 */
const HOST_IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Converts little-endian numbers of `width` bytes to the machine's byte order, in place, so that a typed view can read
 * them. `hostIsLittleEndian` is a parameter so that tests can take the other branch.
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

/** A column of rows that are `width` values wide, starting at `firstRow`. */
export interface ColumnSlice {
  readonly width: number;
  readonly column: number;
  readonly firstRow: number;
}

/** A column of packed values and the two numbers that unpack them. */
export interface PackedColumn extends ColumnSlice {
  readonly scale: number;
  readonly offset: number;
}

/**
 * value = (packed - offset) / scale, in float64, for as many rows as `out` holds. An unusable scale or offset (OpenFAST
 * writes NaN for a channel that contained a NaN) yields NaN.
 */
export function decodePacked(packed: Int16Array, from: PackedColumn, out: Float64Array): void {
  const { scale, offset } = from;
  if (!isUsable(scale, offset)) {
    out.fill(Number.NaN);
    return;
  }
  const { width, column, firstRow } = from;
  let at = firstRow * width + column;
  for (let row = 0; row < out.length; row += 1) {
    out[row] = ((packed[at] as number) - offset) / scale;
    at += width;
  }
}

/** Whether packed values can be converted with these numbers. */
export function isUsable(scale: number, offset: number): boolean {
  return scale !== 0 && Number.isFinite(scale) && Number.isFinite(offset);
}

/** Values that are not packed (ID 3). */
export function decodePlain(values: Float64Array, slice: ColumnSlice, out: Float64Array): void {
  const { width, column, firstRow } = slice;
  let at = firstRow * width + column;
  for (let row = 0; row < out.length; row += 1) {
    out[row] = values[at] as number;
    at += width;
  }
}

/** time = start + i * step: one rounding each, never a running sum. */
export function linearTimes(
  { start, step }: { readonly start: number; readonly step: number },
  firstSample: number,
  out: Float64Array,
): void {
  for (let row = 0; row < out.length; row += 1) out[row] = start + (firstSample + row) * step;
}

/** time = (packed - offset) / scale (ID 1). */
export function packedTimes(
  packed: Int32Array,
  { firstRow, scale, offset }: Omit<PackedColumn, 'width' | 'column'>,
  out: Float64Array,
): void {
  for (let row = 0; row < out.length; row += 1) {
    out[row] = ((packed[firstRow + row] as number) - offset) / scale;
  }
}
